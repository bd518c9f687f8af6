"""What a certificate says on paper, in Kazakh and Russian, by what is frozen in it."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, override, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from mediacenter.services.printing import blocks
from mediacenter.services.printing.pdf import print_pdf
from mediacenter.services.printing.words import labels
from mediacenter.services.register.actions import reserve_code
from mediacenter.services.register.kinds import Kind, Told, declare

from .models import Certificate
from .retained import NAMELESS

KIND = "certificate"
PRINTED_IN = ("kk", "ru")


def declare_kind():
    declare(Kind(KIND, pgettext_lazy("record", "certificate"), tells=told_of))


def print_certificate(certificate, *, beat=None):
    """The bytes of its PDF: the same for the same certificate. Raises PrintFailed."""
    moment = certificate.prepared_at.replace(microsecond=0)
    return print_pdf(document_of(certificate), moment=moment, beat=beat).content


def document_of(certificate):
    first, second = PRINTED_IN
    facts = certificate.facts
    with override(first):
        day = date_format(timezone.localdate(certificate.prepared_at), "DATE_FORMAT")
        return {
            "layout": "certificate",
            "language": first,
            "title": pgettext("certificate", "Certificate"),
            "short_title": pgettext("certificate", "Certificate"),
            "organization": facts["organization"][first],
            "subtitle": facts["organization"][second],
            "holder": certificate.name,
            "year": timezone.localdate(certificate.prepared_at).year,
            "sections": [section_in(language, certificate) for language in PRINTED_IN],
            "signer": signer_of(facts),
            "place_date": ", ".join(filter(None, (facts["place"][first], day))),
            "identifier": f"№ {certificate.number}",
            "verification": verification_of(certificate),
            "labels": labels(),
        }


def section_in(language, certificate):
    facts = {name: words[language] for name, words in certificate.facts.items()}
    with override(language):
        told = [
            (pgettext("certificate", "Seminar"), facts["title"]),
            (pgettext("certificate", "Programme"), facts["programme"]),
            (pgettext("certificate", "Dates"), facts["dates"]),
            (_("Academic hours"), number_format(certificate.hours.normalize())),
        ]
        content = [
            blocks.paragraph(_("has taken part in the training:")),
            blocks.definitions([(term, words) for term, words in told if words]),
        ]
    return {"heading": "", "language": language, "blocks": content}


def signer_of(facts):
    if not facts["signer"]["kk"]:
        return None
    posts = dict.fromkeys(filter(None, (facts["post"][language] for language in PRINTED_IN)))
    return {"post": " / ".join(posts), "name": facts["signer"]["kk"]}


def verification_of(certificate):
    code = reserve_code(kind=KIND, record=str(certificate.pk))
    address = settings.PUBLIC_URL + reverse("register:entry", args=[code])
    return blocks.qr_code(
        address,
        alt=_("Whether this certificate holds: %(url)s") % {"url": address},
        beside=blocks.address(address),
    )


def told_of(key):
    """What everybody who has the code reads; None once the name is purged."""
    certificate = Certificate.objects.filter(pk=key).exclude(name=NAMELESS).first()
    if certificate is None:
        return None
    language = get_language()
    told = [
        (pgettext("certificate", "Name"), certificate.name),
        (pgettext("certificate", "Seminar"), certificate.fact("title", language)),
        (pgettext("certificate", "Programme"), certificate.fact("programme", language)),
        (pgettext("certificate", "Dates"), certificate.fact("dates", language)),
        (_("Academic hours"), number_format(certificate.hours.normalize())),
        (_("Number of the certificate"), str(certificate.number)),
    ]
    return Told(language=language, facts=[pair for pair in told if pair[1]])
