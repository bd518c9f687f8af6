from django.db import migrations

from mediacenter.toolkit.words import index_words_anew


class Migration(migrations.Migration):
    dependencies = [("training", "0009_sign_up")]

    operations = [index_words_anew("training")]
