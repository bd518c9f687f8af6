from django.apps import apps
from django.db import connection, transaction

from .newsroom import fill_newsroom
from .press import fill_press
from .tree import plant
from .work import fill_work

ROOMS = ("unions", "publications", "training", "outreach", "reports")


class NotEmpty(Exception):
    """The database holds records; a synthetic federation may not mix with them."""


@transaction.atomic
def fill(scale, *, say):
    """Fill an empty database; `say` is called with a line on each big table. Raises NotEmpty."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if model.objects.exists():
                raise NotEmpty(model._meta.label)
    tree = plant(scale, say)
    fill_press(scale, tree, say)
    fill_work(scale, tree, say)
    fill_newsroom(scale, tree, say)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
