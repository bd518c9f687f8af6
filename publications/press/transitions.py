"""The states of crisis cards and of requests for a joint publication, and each step between them.

Crisis cards: open ⇄ closed. Requests: asked → confirmed or refused; who was asked may answer anew,
and is asked anew when the piece is another by now.
"""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import DatedStates, States, Transition, both_ways
from publications.press.joint_hooks import joint_answered, joint_asked
from publications.press.models import Coverage, CrisisCard, JointRequest, JointState

# --- Crisis cards ---------------------------------------------------------------------------------

OPEN = False


def lock_card(key):
    return CrisisCard.objects.select_for_update(no_key=True).get(pk=key)


def enter_card(card, *, was, by):
    card.save(update_fields=["outcome", "closed_at"])


CARD = DatedStates(lock=lock_card, enter=enter_card, field="closed_at")
CHANGE_CARD = "publications.change_crisiscard"
IS_CLOSED = _("This card is closed. Open it again first.")
CLOSE, REOPEN = both_ways(
    CARD,
    permission=CHANGE_CARD,
    codes=("crisis.closed", "crisis.reopened"),
    refusals=(IS_CLOSED, _("This card is open.")),
)
LOG = Transition(
    DatedStates(lock=lock_card, field="closed_at"),
    code="crisis.log_written",
    permission=CHANGE_CARD,
    starts_from={OPEN},
    refusal=IS_CLOSED,
)

# --- Requests for a joint publication -------------------------------------------------------------


def lock_request(key):
    # the piece first, as whoever names others in it does
    coverage = Coverage.objects.select_for_update(of=["self"]).get(joint_requests=key)
    requests = JointRequest.objects.select_for_update(of=["self"]).select_related("organization")
    request = requests.get(pk=key)
    request.coverage = coverage
    return request


def enter_request(request, *, was, by):
    request.save()
    shared = request.coverage.shared_with
    if request.state == JointState.CONFIRMED:
        shared.add(request.organization)
    elif request.state == JointState.REFUSED:
        shared.remove(request.organization)


def tell_answered(request, *, by):
    joint_answered(request)


def step_of_request(code, permission, leads_to, tells):
    return Transition(
        REQUEST,
        code=code,
        permission=permission,
        starts_from=frozenset(JointState),
        leads_to=leads_to,
        tells=tells,
    )


REQUEST = States(
    lock=lock_request,
    enter=enter_request,
    field="state",
    details=lambda request: {"organization": request.organization.slug},
    tells_of=attrgetter("coverage"),
)
ASK = step_of_request("coverage.joint_asked", None, JointState.ASKED, joint_asked)
ANSWER = "publications.answer_jointrequest"
CONFIRM = step_of_request("coverage.joint_confirmed", ANSWER, JointState.CONFIRMED, tell_answered)
REFUSE = step_of_request("coverage.joint_refused", ANSWER, JointState.REFUSED, tell_answered)
