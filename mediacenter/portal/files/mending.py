"""Mends what can be made again from what is there, and deletes what no row names."""

from mediacenter.reports.actions.requesting import request_renewal
from mediacenter.reports.models import ReportFile, ReportOutput
from mediacenter.services.jobs.models import JobStatus
from mediacenter.toolkit.storing import size_of
from publications.pictures.models import Rendition
from publications.social.models import Card

from .checking import find_troubles
from .leftovers import sweep_leftovers


def mend_troubles():
    """Yield (Trouble, whether it is mended, or that could be begun); leftovers are swept once."""
    is_swept = False
    for trouble in find_troubles():
        if trouble.kind != "unnamed":
            yield trouble, mend(trouble)
            continue
        if not is_swept:
            sweep_leftovers()
            is_swept = True
        yield trouble, not trouble.storage.exists(trouble.path)


def mend(trouble):
    """Have a file made anew that was made from something else; whether that could be begun.

    The row of a picture's size or of a card is dropped, and beat has it made; so is that of a
    report in another form, which is made when somebody asks for it; a report is printed from its
    own snapshot. What people have sent exists once: nothing makes it again.
    """
    row = trouble.column and trouble.column.model._base_manager.filter(pk=trouble.key).first()
    match row:
        case Rendition() if size_of(row.picture.original.storage, row.picture.original.name):
            return bool(row.delete())
        case Card() | ReportOutput():
            return bool(row.delete())
        case ReportFile():
            return request_renewal(file=row).status != JobStatus.FAILED
    return False
