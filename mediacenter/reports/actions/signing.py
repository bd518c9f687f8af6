"""A report is signed: its facts, its words and its files are frozen under a number and a name."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.reports.doubts import doubts_of
from mediacenter.reports.locks import refuse_closed
from mediacenter.reports.models import Signature
from mediacenter.reports.rules import CHAIRS
from mediacenter.reports.year_transitions import PUBLISH_SIGNED, SIGN, locked_report
from mediacenter.services.transitions.steps import taking
from mediacenter.toolkit.language import LANGUAGES
from unions.models import Appointment

from .publishing import publish_report
from .requesting import request_signed
from .reviewing import frozen_for

LONGEST_NUMBER = Signature._meta.get_field("number").max_length


def sign_report(*, organization, year, number, signed_on, by, seen=None):
    """Sign the accepted report of a year as the records stand now; return its Signature.

    `number` is the organization's own, `signed_on` the day that the chair sets; `seen`: SHA-256 of
    the facts that lay before them, None: whatever they are. The files are asked for in each
    language. Raises PermissionDenied, WrongState, and ValidationError, by field, for what is
    missing, for a doubt that nobody answered, and where the facts are others than those seen.
    """
    snapshot = frozen_for(SIGN, organization, year, by)
    refuse_unsignable(number, signed_on, year)
    with taking(SIGN, (organization.pk, year), by=by, details={"number": number}) as report:
        refuse_closed(year)
        if seen and seen != snapshot.facts_sha:
            raise ValidationError(
                _("The figures have changed while the page was open. Look at them once more."),
                code="changed",
            )
        answers = answers_of(report)
        doubts = doubts_of(snapshot.facts)
        if any(doubt.key not in answers for doubt in doubts):
            raise ValidationError(
                _("Something doubtful is not answered yet: correct, explain or accept it first."),
                code="doubts",
            )
        former = report.current_signature()
        signature = Signature.objects.create(
            report=report,
            version=former.version + 1 if former else 1,
            snapshot=snapshot,
            number=number.strip(),
            signed_on=signed_on,
            signed_by=by,
            signer=signer_of(organization, by),
            explanations=[
                answers[doubt.key] for doubt in doubts if any(answers[doubt.key].values())
            ],
        )
        for language, _name in settings.LANGUAGES:
            request_signed(signature=signature, language=language, by=by)
    return signature


@transaction.atomic
def publish_signed(*, organization, year, by=None):
    """Let everybody read the signed report of a year, in each language; return its files.

    Raises PermissionDenied, WrongState, and ValidationError while its files are being printed.
    """
    report = locked_report((organization.pk, year))
    PUBLISH_SIGNED.demand_of(by, report)
    files = list(report.current_signature().files.without_contents())
    if len(files) < len(settings.LANGUAGES):
        raise ValidationError(_("The signed files are being printed. Try again in a minute."))
    return [publish_report(file=file, by=by) for file in files]


def refuse_unsignable(number, signed_on, year):
    troubles = {}
    if not number.strip():
        troubles["number"] = _("Enter the number of the report in your organization.")
    elif len(number.strip()) > LONGEST_NUMBER:
        troubles["number"] = _("This is longer than %(limit)s characters.") % {
            "limit": LONGEST_NUMBER
        }
    if signed_on is None:
        troubles["signed_on"] = _("Enter the day of the signature.")
    elif signed_on > timezone.localdate():
        troubles["signed_on"] = _("The day of the signature is in the future.")
    elif signed_on.year < year:
        troubles["signed_on"] = _("The year had not begun on this day.")
    if troubles:
        raise ValidationError(troubles)


def answers_of(report):
    """{doubt: its explanation by language}, empty texts where it was accepted."""
    return {
        answer.doubt: {code: getattr(answer, f"explanation_{code}") for code in LANGUAGES}
        for answer in report.doubt_answers.all()
    }


def signer_of(organization, user):
    """Who signs, and by which post: the one in the organization, else the nearest above it."""
    posts = Appointment.objects.current().filter(role__in=CHAIRS, person__user=user)
    posts = posts.select_related("organization", "person")
    post = max(
        (post for post in posts if organization.path.startswith(post.organization.path)),
        key=lambda post: (len(post.organization.path), post.pk),
        default=None,
    )
    if post is None:  # the administrator of the portal itself
        return {"name": dict.fromkeys(LANGUAGES, str(user)), "post": dict.fromkeys(LANGUAGES, "")}
    return {
        "name": {code: getattr(post.person, f"name_{code}") or "" for code in LANGUAGES},
        "post": {code: getattr(post, f"post_{code}") or "" for code in LANGUAGES},
    }
