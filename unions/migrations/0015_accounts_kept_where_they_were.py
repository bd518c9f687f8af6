"""Each account is kept from now on by the organization above the posts that its person holds."""

from collections import defaultdict

from django.db import migrations
from django.utils import timezone

STEP = 4  # characters of the path for each level of the tree


def keep_where_posts_are(apps, schema_editor):
    paths = defaultdict(list)
    held = apps.get_model("unions", "Appointment").objects.exclude(ends_on__lt=timezone.localdate())
    for person, path in held.values_list("person", "organization__path"):
        paths[person].append(path)
    organizations = dict(apps.get_model("unions", "Organization").objects.values_list("path", "pk"))
    for user in apps.get_model("unions", "User").objects.exclude(person=None):
        theirs = paths[user.person_id]
        first = min(theirs, default="")
        above = (first[:length] for length in range(len(first), 0, -STEP))
        shared = (path for path in above if all(one.startswith(path) for one in theirs))
        user.kept_by_id = organizations.get(next(shared, None))
        user.save(update_fields=["kept_by"])


class Migration(migrations.Migration):

    dependencies = [
        ('unions', '0014_who_keeps_an_account'),
    ]

    operations = [
        migrations.RunPython(keep_where_posts_are, migrations.RunPython.noop),
    ]
