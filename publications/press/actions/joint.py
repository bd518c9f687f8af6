"""Joint publications: who else is named in a piece; whom the writer does not reach is asked."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.transitions.steps import arrive, take, taking
from publications.press.models import Coverage, JointRequest
from publications.press.transitions import ASK, CONFIRM, REFUSE
from unions.roles import WRITERS


@transaction.atomic
def name_jointly(*, coverage, organizations, by=None):
    """Let a piece be a joint one of these organizations and no others.

    Those that `by` writes for are named at once, as by the system all are; each other is asked, and
    counts the piece once it confirms. What was refused stays refused.
    """
    Coverage.objects.select_for_update(of=["self"]).get(pk=coverage.pk)
    named = {one.pk: one for one in organizations}
    shared = set(coverage.shared_with.values_list("pk", flat=True))
    at_once = {key for key, one in named.items() if key in shared or writes_for(by, one)}
    coverage.shared_with.set(at_once)
    requests = coverage.joint_requests
    requests.exclude(organization__in=named.keys()).delete()
    asked = set(requests.values_list("organization", flat=True))
    for key in named.keys() - at_once - asked:
        ask(coverage, named[key], by=by)


def writes_for(user, organization):
    return user is None or user.has_role_at(organization, *WRITERS)


def ask(coverage, organization, *, by):
    known = coverage.joint_requests.select_for_update().filter(organization=organization).first()
    request = known or JointRequest()
    request.coverage, request.organization = coverage, organization
    request.asked_by, request.asked_at = by, timezone.now()
    arrive(ASK, request, by=by)


def ask_again_if_changed(before, coverage, *, by):
    """Take the agreement back where the piece is not the one any more that it was given to."""
    if before.agreed_to == coverage.agreed_to:
        return
    for organization in coverage.shared_with.all():
        if not writes_for(by, organization):
            coverage.shared_with.remove(organization)
            ask(coverage, organization, by=by)


def confirm_joint(*, request_id, seen, by):
    """Agree that a piece is a joint one: it counts for the organization from now on.

    `seen`: Coverage.agreed_to as it was when the piece was read. Raises ValidationError where it is
    another by now; PermissionDenied for whoever does not write for the organization.
    """
    with taking(CONFIRM, request_id, by=by) as request:
        if seen != request.coverage.agreed_to:
            changed = _(
                "The piece was changed after you had opened this page. Read it again, then answer."
            )
            raise ValidationError(changed)
    return request


def refuse_joint(*, request_id, by):
    """Refuse to be named in a piece, whether it was agreed to before or not."""
    return take(REFUSE, request_id, by=by)
