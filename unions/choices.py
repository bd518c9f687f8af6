"""How records are written where one of many is chosen, so that those of one name are told apart."""

from collections import defaultdict

from django.db.models import prefetch_related_objects
from django.utils.translation import pgettext_lazy

from unions.access import GRANTS
from unions.models import Appointment, Organization, Person, User
from unions.roles import WRITERS

NOT_CHOSEN = pgettext_lazy("choice", "not chosen")
MOST_CHOICES = 200  # a longer list is no list; the admin's form finds all others by their name
INDENT = "\u2003"  # of one level; browsers draw ordinary spaces in a list of choices as none


def labels(records, user):
    """{key: label} of records of one model, as `user` may know them, in a fixed number of queries.

    A person or an account stands with the posts held (public ones, and those within the reach), or
    else with who it is; an organization with those above it, but for the root; all others by name.
    """
    records = list(records)
    if not records:
        return {}
    match records[0]:
        case Person():
            beside = posts_of({person.pk: person for person in records}, user)
        case User():
            beside = posts_of_accounts(records, user)
        case Organization():
            beside = ways_up(records)
        case _:
            beside = {}
    return {
        one.pk: f"{one} ({beside[one.pk]})" if beside.get(one.pk) else str(one) for one in records
    }


def posts_of(people, user):
    """{key: "post, organization; …"} of {key: Person}."""
    held = defaultdict(list)
    seen = GRANTS[Appointment].reached(Appointment.objects.current(), user)
    seen |= Appointment.objects.current().filter(is_public=True)
    of_people = seen.filter(person__in=people).select_related("organization").order_by("pk")
    for post in of_people:
        parts = filter(None, (post.post, str(post.organization)))
        held[post.person_id].append(", ".join(parts))
    return {key: "; ".join(held[key]) or person.about for key, person in people.items()}


def posts_of_accounts(accounts, user):
    """The same of accounts, by their keys; the e-mail where nothing else is known."""
    prefetch_related_objects(accounts, "person")
    people = {one.person_id: one.person for one in accounts if one.person_id}
    beside = posts_of(people, user)
    return {one.pk: beside[one.person_id] or one.email for one in accounts if one.person_id}


def ways_up(organizations):
    """{key: "nearest above, …"} as far as what stands right below the root."""
    step = Organization.steplen
    above = {
        one.pk: [one.path[:end] for end in range(len(one.path) - step, step, -step)]
        for one in organizations
    }
    paths = {path for way in above.values() for path in way}
    found = Organization.objects.filter(path__in=paths) if paths else ()
    names = {one.path: str(one) for one in found}
    return {
        key: ", ".join(names[path] for path in way if path in names) for key, way in above.items()
    }


def indented(organizations):
    """[(organization, label)] in the order of the tree, each set in as deep as it stands there."""
    depths, found = [], []
    for one in organizations:
        while depths and not one.path.startswith(depths[-1]):
            depths.pop()
        found.append((one, INDENT * len(depths) + str(one)))
        depths.append(one.path)
    return found


def bound(field, queryset, *, user, chosen=None, nothing=NOT_CHOSEN):
    """Let a field take all of a QuerySet and offer `user` the first of it, and what is chosen.

    `nothing`: the words for no choice, where the field may do without.
    """
    field.queryset = queryset
    offered = list(queryset[:MOST_CHOICES])
    if chosen is not None and chosen not in offered:
        offered.insert(0, chosen)
    blank = [] if field.required else [("", nothing)]
    field.widget.choices = [*blank, *written(offered, user)]


def offer_organizations(form, *, user, chosen=None):
    """Let a form's `organization` be one that the user writes for: what is chosen, or the first."""
    field = form.fields["organization"]
    bound(field, user.reach(*WRITERS).order_by("path"), user=user, chosen=chosen)
    if chosen is not None:
        form.initial.setdefault("organization", chosen.pk)
    elif field.widget.choices:
        form.initial.setdefault("organization", field.widget.choices[0][0])


def written(records, user):
    """[(key, label)] of records to choose from, as a list of them shows best."""
    if records and isinstance(records[0], Organization):
        return [(one.pk, label) for one, label in indented(records)]
    return list(labels(records, user).items())
