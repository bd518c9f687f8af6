"""What the media say, and the work with those who write it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.reports.indicators.indicator import (
    BetweenYears,
    During,
    Indicator,
    Jointly,
    Kind,
    On,
    Section,
    Stays,
    Sum,
)
from publications.articles.models import Accreditation
from publications.press.models import (
    Coverage,
    MediaContact,
    MediaPartnership,
    Medium,
    PressEvent,
    PressEventKind,
    Tone,
)


def joint(medium):
    """Coverage of a medium that its organization shares with others."""
    shares = Coverage.shared_with.through.objects.filter(coverage__medium=medium)
    return Jointly(shares, record="coverage")


INDICATORS = (
    Indicator(
        code="press.publications",
        section=Section.MEDIA,
        name=_("Publications in newspapers and magazines"),
        unit=pgettext_lazy("unit", "publications"),
        adds_up=Sum(distinct="link_key"),  # a joint publication counts once in the common parent
        counted_from=Coverage.objects.press(),
        jointly=joint(Medium.PRESS),
        year=On("ends_on"),
        opens="admin:publications_coverage_changelist",
    ),
    Indicator(
        code="press.broadcasts",
        section=Section.MEDIA,
        name=_("Appearances on television, radio and video channels"),
        unit=pgettext_lazy("unit", "broadcasts"),
        adds_up=Sum(distinct="link_key"),
        counted_from=Coverage.objects.broadcasts(),
        jointly=joint(Medium.BROADCAST),
        year=On("ends_on"),
        opens="admin:publications_coverage_changelist",
    ),
    Indicator(
        code="press.outlets",
        section=Section.MEDIA,
        name=_("Outlets that write about the organization"),
        unit=pgettext_lazy("unit", "outlets"),
        adds_up=Sum(distinct="outlet"),
        counted_from=MediaPartnership.objects.all(),
        year=BetweenYears("first_year", "last_year"),
        opens="admin:publications_mediapartnership_changelist",
    ),
    Indicator(
        code="press.partner_mentions",
        section=Section.MEDIA,
        name=_("Social partners tell of the union's work on their own pages"),
        unit=_("yes or no"),
        kind=Kind.YES_NO,
        adds_up=Stays(),
    ),
    Indicator(
        code="press.mentions",
        section=Section.MEDIA,
        name=_("Mentions by social partners"),
        unit=pgettext_lazy("unit", "mentions"),
        adds_up=Sum(distinct="link_key"),
        counted_from=Coverage.objects.partners(),
        jointly=joint(Medium.PARTNER),
        year=On("ends_on"),
        opens="admin:publications_coverage_changelist",
    ),
    *(
        Indicator(
            code=f"press.tone.{tone}",
            section=Section.MEDIA,
            name=name,
            unit=pgettext_lazy("unit", "publications"),
            adds_up=Sum(distinct="link_key"),
            counted_from=Coverage.objects.filter(tone=tone),
            jointly=Jointly(
                Coverage.shared_with.through.objects.filter(coverage__tone=tone), record="coverage"
            ),
            year=On("ends_on"),
            opens="admin:publications_coverage_changelist",
        )
        for tone, name in (
            (Tone.POSITIVE, _("Publications and broadcasts of a positive tone")),
            (Tone.NEUTRAL, _("Publications and broadcasts of a neutral tone")),
            (Tone.NEGATIVE, _("Publications and broadcasts of a negative tone")),
        )
    ),
    *(
        Indicator(
            code=f"press.events.{kind}",
            section=Section.MEDIA,
            name=name,
            unit=pgettext_lazy("unit", "events"),
            counted_from=PressEvent.objects.filter(kind=kind),
            year=On("ends_on"),
            opens="admin:publications_pressevent_changelist",
        )
        for kind, name in (
            (PressEventKind.CONFERENCE, _("Press conferences")),
            (PressEventKind.BRIEFING, pgettext_lazy("indicator", "Briefings")),
            (PressEventKind.INTERVIEW, _("Interviews given")),
        )
    ),
    Indicator(
        code="press.attended",
        section=Section.MEDIA,
        name=_("Journalists who came to its events"),
        unit=pgettext_lazy("unit", "journalists"),
        counted_from=PressEvent.objects.all(),
        year=On("ends_on"),
        amount="attended",
        opens="admin:publications_pressevent_changelist",
    ),
    Indicator(
        code="press.accredited",
        section=Section.MEDIA,
        name=_("Journalists accredited"),
        unit=pgettext_lazy("unit", "journalists"),
        adds_up=Sum(distinct="journalist"),
        counted_from=Accreditation.objects.all(),
        organization="journalist__organization",
        year=During("starts_on", "ends_on"),
        opens="admin:publications_journalist_changelist",
    ),
    Indicator(
        code="press.journalists",
        section=Section.MEDIA,
        name=_("Journalists whom it was in contact with"),
        unit=pgettext_lazy("unit", "journalists"),
        adds_up=Sum(distinct="journalist"),
        counted_from=MediaContact.objects.all(),
        organization="journalist__organization",
        year=On("happened_on"),
        opens="admin:publications_journalist_changelist",
    ),
    Indicator(
        code="press.contacts",
        section=Section.MEDIA,
        name=_("Contacts with journalists"),
        unit=pgettext_lazy("unit", "contacts"),
        counted_from=MediaContact.objects.all(),
        organization="journalist__organization",
        year=On("happened_on"),
        opens="admin:publications_journalist_changelist",
    ),
)
