"""The states of a printed report, and each step between them: kept by its officers ⇄ published."""

from operator import attrgetter

from mediacenter.reports.models import ReportFile
from mediacenter.services.transitions.steps import DatedStates, both_ways
from unions.models import Organization


def lock_file(key):
    """The file as it stands now, with nobody else publishing for its organization meanwhile."""
    Organization.objects.select_for_update(no_key=True).get(snapshots__files=key)
    # nobody prints it anew meanwhile: its hash is entered in the register
    files = ReportFile.objects.select_related("snapshot__organization")
    return files.select_for_update(of=["self"]).get(pk=key)


def enter_file(file, *, was, by):
    if file.published_at is None:
        file.published_document = None
    file.save(update_fields=["published_at", "published_document"])


FILE = DatedStates(
    lock=lock_file,
    enter=enter_file,
    field="published_at",
    details=lambda file: {"year": file.snapshot.year, "language": file.language},
    asks_of=attrgetter("snapshot.organization"),
)
PUBLISH, WITHDRAW = both_ways(
    FILE, permission="reports.publish_report", codes=("report.published", "report.withdrawn")
)
