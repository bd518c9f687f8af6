"""Records of who: each factory makes the least that is valid, in Kazakh and Russian."""

import factory
from django.db import connection
from django.utils import timezone
from factory.django import DjangoModelFactory

from unions.models import (
    Appointment,
    Channel,
    Network,
    Organization,
    OrganizationKind,
    OrganizationName,
    Person,
    Region,
    Role,
    User,
)

PASSWORD = "a long enough secret"


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ["iso"]

    iso = "KZ-35"
    kato = factory.LazyAttribute(lambda region: f"{region.iso[-2:]}0000000")
    kind = "region"
    name_kk = "Қарағанды облысы"
    name_ru = "Карагандинская область"
    name_en = "Karaganda Region"


LAST_ROOT = "SELECT '', 0, 0, max(path) FROM unions_organization WHERE depth = 1"
LAST_CHILD = """
WITH parent AS (
    UPDATE unions_organization SET numchild = numchild + 1 WHERE id = %s
    RETURNING path, depth, numchild
)
SELECT path, depth, numchild,
    (SELECT max(path) FROM unions_organization AS child WHERE child.path LIKE parent.path || '____')
FROM parent
"""


def save_last(organization, parent):
    """Save it as the last child of its parent, or the last root; treebeard takes six statements."""
    with connection.cursor() as cursor:
        cursor.execute(*([LAST_CHILD, [parent.pk]] if parent else [LAST_ROOT]))
        path, depth, children, last = cursor.fetchone()
    if parent:
        parent._clear_cached_attributes()
        parent.path, parent.depth, parent.numchild = path, depth, children
        organization._cached_parent_obj = parent
    organization.depth = depth + 1
    organization.path = last or organization._get_path(path, depth + 1, 1)
    if last:
        organization.path = organization._inc_path()
    organization.save()


class OrganizationFactory(DjangoModelFactory):
    """`parent=None` makes a root; the current dated name is made with the organization."""

    class Meta:
        model = Organization
        exclude = ["number"]

    number = factory.Sequence(lambda n: n + 1)
    parent = None
    kind = OrganizationKind.PRIMARY
    slug = factory.LazyAttribute(lambda o: f"uiym-{o.number}")
    name_kk = factory.LazyAttribute(lambda o: f"№ {o.number} ұйым")
    name_ru = factory.LazyAttribute(lambda o: f"Организация № {o.number}")

    @classmethod
    def _create(cls, model_class, *args, parent=None, **fields):
        organization = model_class(**fields)
        save_last(organization, parent)
        OrganizationName.objects.create(
            organization=organization,
            name_kk=organization.name_kk,
            name_ru=organization.name_ru,
            name_en=organization.name_en,
        )
        return organization


def grow_tree():
    """federation > (ours > branch, theirs)"""
    federation = OrganizationFactory(kind="federation")
    ours = OrganizationFactory(parent=federation, kind="regional", slug="ours")
    return {
        "federation": federation,
        "ours": ours,
        "branch": OrganizationFactory(parent=ours),
        "theirs": OrganizationFactory(parent=federation, kind="regional", slug="theirs"),
    }


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name_kk = factory.Sequence(lambda n: f"Сейітова А{n + 1}.")
    name_ru = factory.Sequence(lambda n: f"Сеитова А{n + 1}.")


def today_of_acting(role):
    """Who acts as chair does so from a day to a day: today alone, where nothing else is said."""
    return timezone.localdate() if role == Role.ACTING_CHAIR else None


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = ""
    post_kk = "маман"
    post_ru = "специалист"
    starts_on = factory.LazyAttribute(lambda post: today_of_acting(post.role))
    ends_on = factory.LazyAttribute(lambda post: today_of_acting(post.role))


class UserFactory(DjangoModelFactory):
    """Signs in with PASSWORD; with `role` and `organization` the person holds that post."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n + 1}@example.org")
    person = factory.SubFactory(PersonFactory)

    @classmethod
    def _create(cls, model_class, *args, role=None, organization=None, **fields):
        password = fields.pop("password", PASSWORD)
        fields.setdefault("kept_by", organization if role else None)
        user = model_class.objects.create_user(password=password, **fields)
        if role:
            AppointmentFactory(person=user.person, organization=organization, role=role)
        return user


class ChannelFactory(DjangoModelFactory):
    class Meta:
        model = Channel

    organization = factory.SubFactory(OrganizationFactory)
    network = Network.INSTAGRAM
    url = factory.Sequence(lambda n: f"https://www.instagram.com/uiym{n + 1}")
    entered = factory.SelfAttribute("url")
