from django.db import migrations

from mediacenter.toolkit.words import index_words_anew


class Migration(migrations.Migration):
    dependencies = [("publications", "0020_is_found")]

    operations = [index_words_anew("publications")]
