"""Records of reports, and trees of organizations in one statement."""

import factory
from factory.django import DjangoModelFactory

from mediacenter.reports.models import Figure, Scope, TaskAhead
from unions.models import Organization, OrganizationKind

KINDS = (
    OrganizationKind.FEDERATION,
    OrganizationKind.INDUSTRY_UNION,
    OrganizationKind.REGIONAL,
    OrganizationKind.DISTRICT,
    OrganizationKind.PRIMARY,
)


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = Figure

    indicator = "social.materials"
    year = 2024
    scope = Scope.OWN
    number = 1
    source_kk = "ұйымның мәліметі"
    source_ru = "сведения организации"


class TaskAheadFactory(DjangoModelFactory):
    class Meta:
        model = TaskAhead

    year = 2024
    number = factory.Sequence(lambda n: n + 1)
    text_kk = factory.LazyAttribute(lambda task: f"№ {task.number} міндет")
    text_ru = factory.LazyAttribute(lambda task: f"Задача № {task.number}")


def plant(parents):
    """Make a tree at once and return its organizations in the order of `parents`.

    `parents` holds the place of each organization's parent in the list, None for a root. A parent
    stands before its children.
    """
    children = [0] * len(parents)
    paths = []
    roots = Organization.objects.filter(depth=1).count()
    for parent in parents:
        if parent is None:
            roots += 1
            paths.append(Organization._get_path("", 1, roots))
        else:
            children[parent] += 1
            above = paths[parent]
            paths.append(Organization._get_path(above, len(above) // 4 + 1, children[parent]))
    organizations = [
        Organization(
            path=path,
            depth=len(path) // 4,
            numchild=children[place],
            slug=f"planted-{path.lower()}",
            kind=KINDS[min(len(path) // 4, len(KINDS)) - 1],
            name_kk=f"{path} ұйымы",
            name_ru=f"Организация {path}",
        )
        for place, path in enumerate(paths)
    ]
    return Organization.objects.bulk_create(organizations)
