"""Who holds which post and who signs in: chairs everywhere, writers down to the districts."""

from datetime import UTC, datetime

from unions.models import Appointment, Person, Role, User

from .copying import copy_in
from .words import called

CHAIR = ("төраға", "председатель", "chair")
OFFICER = ("маман", "специалист", "officer")
# Who has an account beside the chair, and in which share of the organizations of a level.
STAFF = {
    "federation": (1, [Role.ADMINISTRATOR, Role.EDITOR, Role.EDITOR, Role.PRESS_OFFICER]),
    "unions": (1, [Role.EDITOR, Role.PRESS_OFFICER, Role.TRAINING_ORGANIZER]),
    "regional": (1, [Role.EDITOR, Role.PRESS_OFFICER]),
    "districts": (0.3, [Role.PRESS_OFFICER]),
}


def appoint(scale, tree, organizations, say):
    """Give every organization a chair, whose key is the organization's, and desks their people.

    Fills the tree's `desks`.
    """
    posts = [(organization.pk, Role.CHAIR) for organization in organizations]
    posts += staff_of(scale, tree)
    people = range(1, len(posts) + 1)
    say(f"people: {copy_in(Person, map(person, people, posts))}")
    copy_in(Appointment, map(appointment, people, posts))
    staff = list(zip(people, posts, strict=True))[len(organizations) :]
    say(f"users: {copy_in(User, (user(scale, *one) for one in staff))}")
    set_desks(tree, organizations, [post for _key, post in staff])


def set_desks(tree, organizations, staff):
    writers = {
        organization: account
        for account, (organization, role) in enumerate(staff, start=1)
        if role == Role.PRESS_OFFICER
    }
    by_path = {}
    for organization in organizations:  # from the top down
        above = by_path.get(organization.path[: -organization.steplen])
        by_path[organization.path] = writers.get(organization.pk, above)
        tree.desks[organization.pk] = by_path[organization.path]


def staff_of(scale, tree):
    rng = scale.rng("staff")
    for level, (share, roles) in STAFF.items():
        for organization in getattr(tree, level):
            if rng.random() < share:
                yield from ((organization, role) for role in roles)


def person(key, post):
    kk, ru, en = CHAIR if post[1] == Role.CHAIR else OFFICER
    made = Person(
        pk=key,
        **called(
            kk=f"№\u00a0{key} {kk}",
            ru=f"{ru} №\u00a0{key}".capitalize(),
            en=f"{en} No. {key}".capitalize(),
        ),
    )
    made.fill_sort_keys()
    return made


def appointment(person, post):
    organization, role = post
    kk, ru, en = CHAIR if role == Role.CHAIR else OFFICER
    return Appointment(
        person_id=person,
        organization_id=organization,
        role=role,
        post_kk=kk,
        post_ru=ru,
        post_en=en,
    )


def user(scale, person, post):
    """Nobody signs in by it: an account whose password is not usable."""
    return User(
        person_id=person,
        kept_by_id=post[0],
        email=f"synthetic-{person}@portal.example",
        password="!",  # noqa: S106  what Django writes for none
        language="ru",
        date_joined=datetime(scale.first_year, 1, 1, tzinfo=UTC),
    )
