"""The words of a document's frame."""

from django.utils.translation import pgettext


def labels(**own):
    """Labels (see document.py) in the active language; a room may say some of them otherwise."""
    return {
        "contents": pgettext("document", "Contents"),
        "key_figures": pgettext("document", "Key figures"),
        "table": pgettext("document", "Table %(number)s"),
        "figure": pgettext("document", "Figure %(number)s"),
        "appendix": pgettext("document", "Appendix %(number)s"),
        "page_of": pgettext("document", "Page %(page)s of %(pages)s"),
        "not_stated": pgettext("document", "no data"),
        "signature": pgettext("document", "signature"),
        "identifier": pgettext("document", "No."),
        "issued": pgettext("document", "Issued"),
        **own,
    }
