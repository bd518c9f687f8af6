"""Guides to rights: written, reviewed, published, and what readers think of them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.transitions.steps import take, taking
from mediacenter.toolkit.language import STATE_LANGUAGES
from publications.guides.models import GuideOpinion, GuideStatus
from publications.guides.transitions import PUBLISH, REVIEW, WITHDRAW
from unions.saving import save_record


@transaction.atomic
def save_guide(*, guide, by=None):
    """Store a new or changed guide. Raises PermissionDenied; ValidationError where one that
    everybody reads would lack something.
    """
    if guide.status == GuideStatus.PUBLISHED:
        require_complete(guide)
    return save_record(record=guide, by=by)


def review_guide(*, guide_id, reviewed_by, reviewed_on=None, by=None):
    """Note that somebody has held the guide against the law, today unless another day is named.

    Raises PermissionDenied.
    """
    with taking(REVIEW, guide_id, by=by) as guide:
        guide.reviewed_on = reviewed_on or timezone.localdate()
        guide.reviewed_by = reviewed_by
    return guide


def publish_guide(*, guide_id, by=None):
    """Raises PermissionDenied, WrongState; ValidationError with what is missing."""
    with taking(PUBLISH, guide_id, by=by) as guide:
        require_complete(guide)
        if guide.reviewed_on is None:
            raise ValidationError(_("Nobody has reviewed this guide yet."), code="unreviewed")
    return guide


def withdraw_guide(*, guide_id, by=None):
    """Raises PermissionDenied, WrongState."""
    return take(WITHDRAW, guide_id, by=by)


def require_complete(guide):
    if not all(map(guide.is_written_in, STATE_LANGUAGES)):
        raise ValidationError(
            _("The question, the answer and the steps are written in Kazakh and in Russian first."),
            code="incomplete",
        )


def give_opinion(*, guide, language, is_helpful):
    """Count an opinion of a reader, of whom nothing is kept."""
    return GuideOpinion.objects.create(guide=guide, language=language, is_helpful=is_helpful)
