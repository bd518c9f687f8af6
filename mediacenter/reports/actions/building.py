"""Building the file that a job asks for."""

from django.db import transaction

from mediacenter.reports.models import ReportJob, Signature
from mediacenter.services.jobs.kinds import Interrupted, NotDone
from mediacenter.services.printing.pdf import PrintFailed

from .report_files import produce, produce_signed, renew


def build_report(job, tell):
    """Build the file of a ReportJob; see Kind.do. A typesetter that was killed is tried again."""
    try:
        if job.file:
            file = renew(job.file, tell=tell)
        elif "signature" in job.wish:
            signature = Signature.objects.get(pk=job.wish["signature"])
            file = produce_signed(signature=signature, language=job.language, tell=tell)
        else:
            file = produce(
                organization=job.organization, year=job.year, language=job.language, tell=tell
            )
    except PrintFailed as error:
        if error.code == "killed":
            raise Interrupted(error.cause) from error
        raise NotDone(error.code, error.cause) from error
    with transaction.atomic():
        tell()  # the job is still this worker's, and stays so until the file stands in it
        ReportJob.objects.filter(pk=job.pk).update(file=file)
