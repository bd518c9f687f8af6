"""The whole document: its title page, key figures, sections and appendix."""

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from mediacenter.reports.models import ReportSection
from mediacenter.services.printing import blocks
from mediacenter.services.printing.document import with_cut_tables
from mediacenter.services.printing.words import labels
from mediacenter.toolkit.quantity import say

from . import (
    appendix,
    events,
    figures,
    mandate,
    press,
    printed_matter,
    quality,
    signing,
    social,
    tasks_ahead,
    training,
)
from .localized_facts import LocalizedFacts
from .wording import no_data, say_day

TABLE_LINES = 500  # of one table on paper; Typst sets 2,000 in about a minute


def compose(
    snapshot_facts,
    language,
    *,
    identifier,
    issued,
    verification=None,
    signature=None,
    lines=TABLE_LINES,
):
    """Return a Document (services/printing/document.py) in `language` from a Snapshot's facts.

    `identifier` names this version of the report, `issued` is the date of the print,
    `verification` its {"code", "url"} in the register. `signature` of a signed one: {"signer",
    "explanations"} as in Signature. The same arguments give the same document.
    """
    with override(language):
        if signature:
            snapshot_facts = signing.without_doubts(snapshot_facts)
        facts = LocalizedFacts(snapshot_facts, language)
        issued_on = say_day(issued.isoformat())
        organization = facts.text(facts["organization"]["name"])
        title = _("Report on information work for %(year)s") % {"year": facts.year}
        document = {
            "layout": "book",
            "language": language,
            "title": title,
            "short_title": _("%(title)s · %(organization)s")
            % {"title": title, "organization": facts.short(facts["organization"])},
            "subtitle": _("What was done and what lies ahead"),
            "parents": [facts.text(parent["name"]) for parent in facts["parents"]],
            "organization": organization,
            "year": facts.year,
            "place_date": _place_date(facts, issued_on),
            "signer": _signer(facts, signature["signer"] if signature else facts["signer"]),
            "identifier": identifier,
            "issued": issued_on,
            "verification": verification and _verification(**verification),
            "key_figures": figures.key_figures(facts),
            "sections": _sections(facts, signature),
            "appendices": [appendix.appendix(facts)],
            "labels": labels(
                key_figures=pgettext("report", "The year in figures"),
                identifier=pgettext("report", "Report No."),
                not_stated=no_data(),
            ),
        }
        return with_cut_tables(document, lines, _first_lines) if lines else document


def _first_lines(lines, rows):
    pattern = _("The table holds the first %(lines)s of %(rows)s lines; the workbook holds all.")
    return pattern % {"lines": say(lines), "rows": say(rows)}


def _sections(facts, signature):
    """Each section, begun by what the organization wrote for it; the doubts only of a draft."""
    made = [
        (ReportSection.MANDATE, mandate.section(facts)),
        (ReportSection.FIGURES, figures.section(facts)),
        (ReportSection.SOCIAL, social.section(facts)),
        (ReportSection.PRESS, press.section(facts)),
        (ReportSection.PRINTED, printed_matter.section(facts)),
        (ReportSection.EVENTS, events.section(facts)),
        (ReportSection.TRAINING, training.section(facts)),
        *((None, section) for section in _doubts_or_explanations(facts, signature)),
        (ReportSection.AHEAD, tasks_ahead.section(facts)),
    ]
    for name, section in made:
        written = map(blocks.paragraph, facts.narrative(name))
        section["blocks"] = [*written, *section["blocks"]]
    return [section for _name, section in made]


def _doubts_or_explanations(facts, signature):
    return signing.explanations(facts, signature) if signature else [quality.section(facts)]


def _verification(code, url):
    return blocks.qr_code(
        url,
        alt=_("QR code: whether this report is valid"),
        beside=blocks.sentence(
            _("Code %(code)s. Whether this report is valid: %(address)s"),
            code=blocks.run(code, bold=True),
            address=blocks.run(url, url=url),
        ),
    )


def _place_date(facts, issued_on):
    region = facts["organization"]["region"]
    place = region and region["centre"].get(facts.language)  # one line has one language
    if not place:
        return issued_on
    return _("%(place)s, %(date)s") % {"place": place, "date": issued_on}


def _signer(facts, signer):
    """Whose post and name stand beside the line; where there is no chair yet, the line alone."""
    if not signer:
        return {"post": pgettext("signature", "Chair"), "name": ""}
    post = facts.text(signer["post"])
    return {"post": post[:1].upper() + post[1:], "name": facts.text(signer["name"])}
