from django.db import migrations

from mediacenter.toolkit.words import index_words_anew


class Migration(migrations.Migration):
    dependencies = [("reports", "0018_wording_of_indicators")]

    operations = [index_words_anew("reports")]
