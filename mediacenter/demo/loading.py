"""The demo goes in once, whole, and only where there is nothing real."""

from django.db import transaction

from mediacenter.reports.actions.counting import count_years
from mediacenter.services.journal.actions import log
from mediacenter.services.journal.models import JournalEntry
from unions.models import Organization, Person, User

from .content import read
from .news import load_news
from .newsletter import load_newsletter
from .newspapers import load_newspapers
from .organizations import load_organizations_and_people
from .plan import load_plan
from .records import load_records
from .reports import open_years
from .training import load_training

LOADED = "demo.loaded"
RECORDS = (
    "mandates",
    "rubrics",
    "tags",
    "memorable",
    "outlets",
    "media",
    "library",
    "guides",
    "karaganda",
    "declared",
    "training",
    "examples",
)


class RealDataFound(Exception):
    """The database holds organizations, people or users that are not the demo's."""


def accounts():
    """E-mails of the demo accounts."""
    return list(read("people")["account"])


def is_loaded():
    return JournalEntry.objects.filter(code=LOADED).exists()


@transaction.atomic
def load(passwords):
    """Load the demo into an empty database; `passwords` is {e-mail: password}.

    Returns False where it is loaded already, and changes nothing then. Raises RealDataFound.
    """
    if is_loaded():
        return False
    for model in (Organization, Person, User):
        if model.objects.exists():
            raise RealDataFound(model._meta.label)
    cast = load_organizations_and_people(passwords)
    for name in RECORDS:
        load_records(cast, name)
    load_news(cast)
    load_newsletter(cast)
    load_newspapers(cast)
    load_training(cast)
    load_plan(cast)
    open_years(cast)
    count_years()
    log(None, LOADED, cast.find(Organization, "federation"))
    return True
