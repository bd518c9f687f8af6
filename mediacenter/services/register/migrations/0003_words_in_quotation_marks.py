from django.db import migrations

from mediacenter.toolkit.words import index_words_anew


class Migration(migrations.Migration):
    dependencies = [("register", "0002_found_by_words")]

    operations = [index_words_anew("register")]
