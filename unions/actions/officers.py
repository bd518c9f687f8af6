"""Officers of an organization: people who hold a post there and, mostly, sign in."""

from django.db import transaction

from unions.models import Person

from .accounts import open_account
from .appointments import appoint
from .people import enter_person


@transaction.atomic
def install_officer(
    *, organization, posts, names=None, person=None, email="", language="kk", by=None, **particulars
):
    """Appoint somebody, whom the portal knows (`person`) or not yet (`names`), to a post.

    With an `email` they get an account; return it, else None. `posts`, `particulars`: as appoint
    takes them; `names`: {"name_kk": …, "name_ru": …}. Raises as appoint and open_account do.
    """
    if person is None:
        person = enter_person(person=Person(**names, email=email), by=by)
    appoint(person=person, organization=organization, posts=posts, by=by, **particulars)
    if not email:
        return None
    return open_account(person=person, email=email, language=language, by=by)
