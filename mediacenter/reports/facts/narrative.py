"""What the organization says in words: the texts of its sections, in each language."""

from mediacenter.reports.models import SectionText


def facts(organization, year):
    """{"narrative": {section: {language: text}}}, without what is not written."""
    written = {}
    texts = SectionText.objects.filter(organization=organization, year=year)
    for text in texts.order_by("section", "language"):
        written.setdefault(text.section, {})[text.language] = text.text
    return {"narrative": written}
