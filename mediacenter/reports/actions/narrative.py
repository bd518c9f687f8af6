"""The texts of a report's sections, written by whoever declares its figures."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.reports.locks import refuse_locked_texts
from mediacenter.reports.models import ReportSection, SectionText
from mediacenter.reports.models.narrative import LONGEST
from mediacenter.services.journal.actions import log
from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.plain_text import lines, shown
from unions.models import Organization


@transaction.atomic
def write_narrative(*, organization, year, language, texts, by=None, seen=None):
    """Store the texts of sections, {section: text}, in a language; an empty one is removed.

    What is not in `texts` stays. `seen`: the texts, {section: text}, that the writer saw. Returns
    the sections that changed. Raises ValidationError: by section, for what is too long or no
    section, where somebody has changed what was seen, and where the report is past its
    collecting; PermissionDenied outside the reach.
    """
    demand(by, "reports.write_narrative", organization)
    texts = {section: shown(lines(text)).strip() for section, text in texts.items()}
    refuse_unfit(texts)
    # The organization is the lock: two who write at once come one after the other.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    stored = texts_of(organization, year, language)
    if seen is not None and stored != seen:
        raise changed_meanwhile()
    changed = sorted(section for section in texts if texts[section] != stored.get(section, ""))
    if changed:
        refuse_locked_texts(organization=organization, year=year, sections=changed)
    for section in changed:
        key = {"organization": organization, "year": year, "language": language}
        if texts[section]:
            written = {"text": texts[section], "author": by}
            SectionText.objects.update_or_create(**key, section=section, defaults=written)
        else:
            SectionText.objects.filter(**key, section=section).delete()
    if changed:
        details = {"year": year, "language": language, "sections": changed}
        log(by, "report.narrative_written", organization, **details)
    return changed


def changed_meanwhile():
    return ValidationError(
        _(
            "Somebody else has changed these texts meanwhile. Yours are below; sent once"
            " more, they replace the others."
        ),
        code="overwriting",
    )


def refuse_unfit(texts):
    """Raise ValidationError, by section, unless each is a section and its text not too long."""
    troubles = {}
    for section, text in texts.items():
        if section not in ReportSection.values:
            troubles[section] = _("There is no such section.")
        elif len(text) > LONGEST:
            troubles[section] = _("The text has more than %(most)s characters.") % {"most": LONGEST}
    if troubles:
        raise ValidationError(troubles)


def texts_of(organization, year, language):
    """{section: text} as they are stored."""
    found = SectionText.objects.filter(organization=organization, year=year, language=language)
    return dict(found.values_list("section", "text"))
