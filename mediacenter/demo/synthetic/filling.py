from django.apps import apps
from django.db import connection, transaction

from .articles import fill_articles
from .filing import fill_filing
from .library import fill_library
from .media import fill_journalists, fill_media
from .newsroom import fill_newsroom
from .press import fill_outlets, fill_press
from .reporting import fill_reporting
from .teaching import fill_teaching
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
    outlets = fill_outlets(scale, tree)
    fill_articles(scale, tree, say)
    journalists = fill_journalists(scale, tree, outlets, say)
    fill_press(scale, tree, outlets, journalists, say)
    fill_media(scale, tree, journalists, say)
    fill_library(scale, tree, say)
    fill_newsroom(scale, tree, say)
    fill_teaching(scale, tree, say)
    fill_work(scale, tree, say)
    fill_reporting(scale, tree, say)
    fill_filing(scale, tree, say)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
