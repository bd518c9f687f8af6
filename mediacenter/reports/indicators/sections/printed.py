"""Printed matter, newspapers, subscriptions, notice boards and the library."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.outreach.models import NoticeBoardRegister
from mediacenter.reports.indicators.indicator import During, Indicator, InYear, On, Section, Sum
from publications.printed.models import (
    LibraryDocument,
    NewspaperIssue,
    PrintedMatter,
    PrintedMatterKind,
    Subscription,
)

# Explicit columns: the bare name would be that of whatever language is active at the import.
TITLED = Q(title_kk__gt="") | Q(title_ru__gt="") | Q(title_en__gt="")

INDICATORS = (
    Indicator(
        code="print.kinds",
        section=Section.PRINT,
        name=_("Kinds of printed matter"),
        unit=pgettext_lazy("unit", "kinds"),
        adds_up=Sum(distinct="kind"),
        counted_from=PrintedMatter.objects.all(),
        year=On("ends_on"),
        opens="admin:publications_printedmatter_changelist",
    ),
    *(
        Indicator(
            code=f"print.{kind}",
            section=Section.PRINT,
            name=name,
            unit=pgettext_lazy("unit", "titles"),
            # a record without a title says that the kind was printed, not how many of it
            counted_from=PrintedMatter.objects.filter(TITLED, kind=kind),
            year=On("ends_on"),
            opens="admin:publications_printedmatter_changelist",
        )
        for kind, name in (
            (PrintedMatterKind.MEMO, _("Fact sheets")),
            (PrintedMatterKind.BROCHURE, pgettext_lazy("indicator", "Brochures")),
            (PrintedMatterKind.LEAFLET, pgettext_lazy("indicator", "Leaflets")),
            (PrintedMatterKind.POSTER, pgettext_lazy("indicator", "Posters")),
            (PrintedMatterKind.BOOKLET, pgettext_lazy("indicator", "Booklets")),
            (PrintedMatterKind.BULLETIN, _("Information bulletins")),
            (PrintedMatterKind.EXPRESS, _("News flashes")),
            (PrintedMatterKind.METHODS, _("Methodological recommendations")),
            (PrintedMatterKind.OTHER, _("Other printed matter")),
        )
    ),
    Indicator(
        code="print.copies",
        section=Section.PRINT,
        name=_("Copies printed"),
        unit=pgettext_lazy("unit", "copies"),
        counted_from=PrintedMatter.objects.all(),
        year=On("ends_on"),
        amount="copies",
        opens="admin:publications_printedmatter_changelist",
    ),
    Indicator(
        code="print.newspaper_issues",
        section=Section.PRINT,
        name=_("Issues of its newspapers"),
        unit=pgettext_lazy("unit", "issues"),
        counted_from=NewspaperIssue.objects.filter(outlet__publisher__isnull=False),
        organization="outlet__publisher",
        year=On("published_on"),
        opens="admin:publications_newspaperissue_changelist",
    ),
    Indicator(
        code="print.newspaper_copies",
        section=Section.PRINT,
        name=_("Copies of its newspapers"),
        unit=pgettext_lazy("unit", "copies"),
        counted_from=NewspaperIssue.objects.filter(outlet__publisher__isnull=False),
        organization="outlet__publisher",
        year=On("published_on"),
        amount="copies",
        opens="admin:publications_newspaperissue_changelist",
    ),
    Indicator(
        code="library.documents",
        section=Section.PRINT,
        name=_("Documents and guides of the year in the library"),
        unit=pgettext_lazy("unit", "documents"),
        counted_from=LibraryDocument.objects.all(),
        year=InYear("year"),
        opens="admin:publications_librarydocument_changelist",
    ),
    Indicator(
        code="print.subscriptions",
        section=Section.PRINT,
        name=_("Newspapers and magazines subscribed to"),
        unit=pgettext_lazy("unit", "outlets"),
        adds_up=Sum(distinct="outlet"),
        counted_from=Subscription.objects.all(),
        year=InYear("year"),
        opens="admin:publications_subscription_changelist",
    ),
    Indicator(
        code="print.subscription_copies",
        section=Section.PRINT,
        name=_("Copies subscribed to"),
        unit=pgettext_lazy("unit", "copies"),
        counted_from=Subscription.objects.all(),
        year=InYear("year"),
        amount="copies",
        opens="admin:publications_subscription_changelist",
    ),
    Indicator(
        code="boards.standing",
        section=Section.PRINT,
        name=_("Notice boards"),
        unit=pgettext_lazy("unit", "boards"),
        counted_from=NoticeBoardRegister.objects.filter(starts_on__isnull=False),
        year=During("starts_on", "ends_on"),
        amount="number",
        qualifier="qualifier",
        opens="admin:outreach_noticeboardregister_changelist",
    ),
)
