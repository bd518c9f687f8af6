from django.db import migrations, models

import mediacenter.toolkit.phones

HOURS = {
    "blank": True,
    "help_text": "Days and hours, with the lunch break: Mon–Fri 9:00–18:00, lunch 13:00–14:00.",
    "max_length": 200,
    "verbose_name": "office hours",
}
ADDRESS = {"blank": True, "max_length": 300, "verbose_name": "postal address"}
# An address was entered once for all languages: its letters tell in which.
KEEP_ADDRESSES = """
    UPDATE unions_organization SET
        address_kk = CASE WHEN address ~* '[әғқңөұүһі]' THEN address END,
        address_en = CASE WHEN address !~* '[а-яё]' THEN address END,
        address_ru = CASE WHEN address ~* '[а-яё]' AND address !~* '[әғқңөұүһі]' THEN address END
    WHERE address <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("unions", "0002_link_keys")]

    operations = [
        *(
            migrations.AddField(
                "organization", f"address_{language}", models.CharField(null=True, **ADDRESS)
            )
            for language in ("kk", "ru", "en")
        ),
        migrations.AddField("organization", "hours", models.CharField(**HOURS)),
        *(
            migrations.AddField(
                "organization", f"hours_{language}", models.CharField(null=True, **HOURS)
            )
            for language in ("kk", "ru", "en")
        ),
        migrations.AlterField(
            "organization",
            "phone",
            mediacenter.toolkit.phones.PhoneField(
                blank=True, max_length=50, verbose_name="phone"
            ),
        ),
        migrations.RunSQL(KEEP_ADDRESSES, migrations.RunSQL.noop),
    ]
