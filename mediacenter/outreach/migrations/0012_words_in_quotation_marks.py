from django.db import migrations

from mediacenter.toolkit.words import index_words_anew


class Migration(migrations.Migration):
    dependencies = [("outreach", "0011_applications_for_membership")]

    operations = [index_words_anew("outreach")]
