"""What waits for each role beside the work of the plan: queues with a bounded number of lines."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mediacenter.outreach.models import Appeal
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import Figure, ReportFile
from mediacenter.reports.rules import CHAIRS
from mediacenter.services.outbox.kinds import codes_by_name
from mediacenter.services.outbox.models import Mail
from mediacenter.toolkit.bounded import say_up_to
from training.models import Seminar
from unions.access import GRANTS
from unions.models import Organization, Role

SHOWN = 5
COUNTED = 100
AHEAD = dt.timedelta(days=30)
BEHIND = dt.timedelta(days=365)


@dataclass(frozen=True)
class Line:
    words: str
    address: str
    detail: str = ""


@dataclass(frozen=True)
class Queue:
    """Of `number` records (in words), the first few as `lines`; `address` shows all."""

    title: str
    lines: list
    number: str
    address: str = ""
    tone: str = ""


def queues_of(user):
    """Return the Queues of `user` that are not empty: as many statements, whatever waits."""
    asked = (
        unanswered_appeals(user),
        reports_owed(user),
        seminars_uncounted(user),
        seminars_ahead(user),
        mails_set_aside(user),
    )
    return [queue for queue in asked if queue and queue.lines]


def queue_of(title, records, line_of, **more):
    """The first of the records, told by `line_of(record)`, and how many there are."""
    number = records.order_by()[: COUNTED + 1].count()
    lines = [line_of(record) for record in records[:SHOWN]] if number else []
    return Queue(title, lines, say_up_to(COUNTED, number), **more)


def unanswered_appeals(user):
    """Those that have waited longest, for whoever answers them and for the chair."""
    if not user.has_perm("outreach.view_appeal"):
        return None
    within_reach = GRANTS[Appeal].reached(Appeal.objects.unanswered(), user)
    return queue_of(
        _("Appeals without an answer"),
        within_reach.select_related("organization").order_by("received_on", "pk"),
        lambda appeal: Line(
            str(appeal),
            reverse("admin:outreach_appeal_change", args=[appeal.pk]),
            f"{date_format(appeal.received_on, 'SHORT_DATE_FORMAT')} · {appeal.organization}",
        ),
        address=reverse("admin:outreach_appeal_changelist") + "?answered_on__isempty=1",
        tone="doubt",
    )


def reports_owed(user):
    """Last year's reports that nobody but their chair can publish."""
    year = timezone.localdate().year - 1
    files = ReportFile.objects.filter(
        snapshot__organization=OuterRef("pk"), snapshot__year=year
    ).order_by()
    owed = list(
        Organization.objects.open()
        .filter(path__in=user.paths_of(*CHAIRS))
        .filter(~Exists(files.filter(published_at__isnull=False)))
        .annotate(has_file=Exists(files))
    )
    stated = set(
        Figure.objects.filter(organization__in=owed, year=year, number__isnull=False).values_list(
            "organization", "indicator"
        )
    )
    return Queue(
        _("Not published yet: the report for %(year)s") % {"year": year},
        [
            Line(
                str(organization),
                reverse("reports:year", args=[organization.slug, year]),
                " · ".join(steps_of(organization, stated)),
            )
            for organization in owed[:SHOWN]
        ],
        str(len(owed)),
        tone="doubt",
    )


def steps_of(organization, stated):
    """What is still to be done until the report is public."""
    unstated = [code for code in declared_only() if (organization.pk, code) not in stated]
    if unstated:
        yield ngettext(
            "%(number)d figure that no register counts is not stated",
            "%(number)d figures that no register counts are not stated",
            len(unstated),
        ) % {"number": len(unstated)}
    yield _("the file is to be published") if organization.has_file else _("no file is built")


def declared_only():
    return [code for code, indicator in REGISTRY.items() if indicator.counted_from is None]


def seminars_ahead(user):
    until = timezone.localdate() + AHEAD
    return queue_of(
        _("Seminars in the next thirty days"),
        seminars_of(user).upcoming().filter(starts_on__lte=until),
        line_of_seminar,
    )


def seminars_uncounted(user):
    """Held within a year, and nobody has entered how many took part."""
    since = timezone.localdate() - BEHIND
    return queue_of(
        _("Seminars held, the number of participants not entered"),
        seminars_of(user).uncounted().filter(ends_on__gte=since).past(),
        line_of_seminar,
        tone="doubt",
    )


def seminars_of(user):
    return Seminar.objects.filter(organizer__in=user.reach(Role.TRAINING_ORGANIZER)).select_related(
        "organizer"
    )


def line_of_seminar(seminar):
    return Line(
        str(seminar),
        reverse("admin:training_seminar_change", args=[seminar.pk]),
        " · ".join(filter(None, (seminar.when, seminar.place, str(seminar.organizer)))),
    )


def mails_set_aside(user):
    """How many of each kind, for whoever keeps the portal."""
    if not user.has_perm("outbox.keep_mail"):
        return None
    stuck = Mail.objects.set_aside().order_by().values_list("kind").annotate(Count("pk"))
    numbers, address = dict(stuck), reverse("mails:set_aside")
    kinds = {
        name: sum(numbers.pop(code, 0) for code in codes) for name, codes in codes_by_name().items()
    }
    kinds[str(Mail._meta.verbose_name_plural)] = sum(numbers.values())  # of rooms that are gone
    return Queue(
        _("Mails that were not sent"),
        [
            Line(capfirst(name), address, say_up_to(COUNTED, number))
            for name, number in kinds.items()
            if number
        ],
        say_up_to(COUNTED, sum(kinds.values())),
        address=address,
        tone="bad",
    )
