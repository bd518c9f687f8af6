"""The states of a guide: draft ⇄ published; it is reviewed in either."""

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import States, Transition
from publications.guides.models import Guide, GuideStatus

CHANGE = "publications.change_guide"


def lock_guide(key):
    return Guide.objects.select_for_update(no_key=True, of=["self"]).get(pk=key)


def enter_guide(guide, *, was, by):
    guide.save(update_fields=["status", "reviewed_on", "reviewed_by"])


GUIDE = States(
    lock=lock_guide,
    enter=enter_guide,
    refusal=_("This guide is now “%(state)s”: someone else has already changed it."),
)
PUBLISH = Transition(
    GUIDE,
    code="guide.published",
    permission=CHANGE,
    starts_from=frozenset({GuideStatus.DRAFT}),
    leads_to=GuideStatus.PUBLISHED,
)
WITHDRAW = Transition(
    GUIDE,
    code="guide.withdrawn",
    permission=CHANGE,
    starts_from=frozenset({GuideStatus.PUBLISHED}),
    leads_to=GuideStatus.DRAFT,
)
REVIEW = Transition(
    GUIDE,
    code="guide.reviewed",
    permission=CHANGE,
    starts_from=frozenset(GuideStatus),
)
