"""The whole document: its title page, key figures, sections and appendix."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from . import ahead, appendix, field, figures, mandate, press, quality, social, training
from .told import Told, no_data


def compose(facts, language, *, identifier, issued):
    """Return a Document (printing.document) in `language` from a Snapshot's facts.

    `identifier` names this version of the report, `issued` is the date of the print. The same
    arguments give the same document.
    """
    with override(language):
        told = Told(facts, language)
        issued_on = date_format(issued, "DATE_FORMAT")
        organization = told.text(told["organization"]["name"])
        title = _("Report on information work")
        return {
            "language": language,
            "title": title,
            "short_title": _("%(title)s · %(organization)s")
            % {"title": title, "organization": told.short(told["organization"])},
            "subtitle": _("What was done and what lies ahead"),
            "parents": [told.text(parent["name"]) for parent in told["parents"]],
            "organization": organization,
            "year": told.year,
            "place_date": _place_date(told, issued_on),
            "signer": _signer(told),
            "identifier": identifier,
            "issued": issued_on,
            "key_figures": figures.key_figures(told),
            "sections": [
                mandate.section(told),
                figures.section(told),
                social.section(told),
                press.section(told),
                field.print_section(told),
                field.events_section(told),
                training.section(told),
                quality.section(told),
                ahead.section(told),
            ],
            "appendices": [appendix.appendix(told)],
            "labels": _labels(),
        }


def _place_date(told, issued_on):
    region = told["organization"]["region"]
    place = region and told.text(region["centre"])
    if not place:
        return issued_on
    return _("%(place)s, %(date)s") % {"place": place, "date": issued_on}


def _signer(told):
    signer = told["signer"]
    if not signer:
        return None
    post = told.text(signer["post"])
    return {"post": post[:1].upper() + post[1:], "name": told.text(signer["name"])}


def _labels():
    return {
        "contents": pgettext("report", "Contents"),
        "key_figures": pgettext("report", "The year in figures"),
        "table": pgettext("report", "Table %(number)s"),
        "figure": pgettext("report", "Figure %(number)s"),
        "appendix": pgettext("report", "Appendix %(number)s"),
        "page_of": pgettext("report", "Page %(page)s of %(pages)s"),
        "not_stated": no_data(),
        "signature": pgettext("report", "signature"),
        "identifier": pgettext("report", "Report No."),
        "issued": pgettext("report", "Issued"),
    }
