"""Forms for whoever comes by, which hold off robots. docs/services/publicforms.md tells the whole.

Nobody's words are lost: whatever is refused comes back filled, to be sent again.
"""

import hashlib
import math

from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mediacenter.toolkit.sent_once import same_answer

from .limits import DAY, HOUR, Limit, is_within
from .opening import open_form, opening_in
from .proof import proves

TOKEN, PROOF, TRAP = "opened", "proof", "homepage"
OF_THE_FORM = {TOKEN, PROOF, TRAP}
QUICKEST = 3  # seconds from opening to sending
QUICKEST_WITHOUT_PROOF = 20
REMEMBERED = 24 * 60 * 60  # seconds: longer than an opening is valid, so that none serves twice


class PublicForm:
    """What a form, or a form of a model, inherits first to be open to all.

    `subject` tells forms of one class apart, such as the key of what they are about.

    `limits`: for who sends the proof of work; `limits_without_proof`: for who does not, one of them
    by the hour, which the page tells.
    """

    limits = (Limit(5, HOUR), Limit(20, DAY))
    limits_without_proof = (Limit(2, HOUR), Limit(6, DAY))

    def __init__(self, *, request, subject="", **kwargs):
        sent = request.POST if request.method == "POST" else None
        super().__init__(sent, request.FILES or None, **kwargs)
        self.request = request
        self.purpose = f"{type(self).__module__}.{type(self).__qualname__}:{subject}"
        self.opening = opening_in(self.of_the_form(TOKEN), purpose=self.purpose)
        self.is_reopened = False
        if self.opening is None or is_of_another_site(request):
            self.reopen()

    def of_the_form(self, name):
        return self.data.get(name, "") if self.is_bound else ""

    def reopen(self):
        self.opening, self.is_reopened = open_form(), True

    @property
    def token(self):
        return self.opening.signed_for(self.purpose)

    @property
    def has_proof(self):
        return not self.is_reopened and proves(self.opening.nonce, self.of_the_form(PROOF))

    def clean(self):
        cleaned = super().clean()
        if refusal := self.refusal():
            self.add_error(None, refusal)
        return cleaned

    def refusal(self):
        """Why it is not taken as it was sent; None for nothing."""
        if self.of_the_form(TRAP):
            return ValidationError(
                _("Look over what you wrote and send it once more."), code="trapped"
            )
        if self.is_reopened:
            return ValidationError(
                _("The form was open for long. What you wrote is kept: look it over and send it."),
                code="reopened",
            )
        least = QUICKEST if self.has_proof else QUICKEST_WITHOUT_PROOF
        if (wait := math.ceil(least - self.opening.age)) > 0:
            return ValidationError(
                ngettext(
                    "What you wrote is kept: send it in %(number)s second at the earliest.",
                    "What you wrote is kept: send it in %(number)s seconds at the earliest.",
                    wait,
                ),
                code="quick",
                params={"number": wait},
            )
        return None

    def take(self, work):
        """Return work(), a redirect, carried out in one transaction and once for what is sent.

        None where nothing was sent, or it is refused: then the form says why.
        """
        if not self.is_valid():
            return None
        limits = self.limits if self.has_proof else self.limits_without_proof
        nonce = self.opening.nonce
        if not is_within(limits, request=self.request, purpose=self.purpose, nonce=nonce):
            self.add_error(None, ValidationError(too_many(self.request), code="many"))
            return None
        taken, key = caches["limits"], f"publicforms:taken:{nonce}"
        with transaction.atomic():
            # a second one waits here, in the database, until the first has ended
            if not taken.add(key, [self.digest, ""], REMEMBERED):
                before, led_to = taken.get(key) or ("", "")
                if before == self.digest:
                    return same_answer(self.request, led_to)
                self.refuse_other_words()
                return None
            answer = work()
            taken.set(key, [self.digest, answer.url], REMEMBERED)
        return answer

    def refuse_other_words(self):
        """An opened form is taken once; who goes back and writes something else opens another."""
        self.reopen()
        words = _("This form was sent already. To send what you wrote since, send it once more.")
        self.add_error(None, ValidationError(words, code="sent"))

    @property
    def digest(self):
        """Tells what was written from anything else."""
        words = sorted(one for one in self.data.lists() if one[0] not in OF_THE_FORM)
        files = [(name, file.name, file.size) for name, file in self.files.items()]
        return hashlib.sha256(ascii((words, files)).encode()).hexdigest()


def is_of_another_site(request):
    """Whether a page of another site sends it; browsers say so."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is not None and origin.partition("://")[2] != request.get_host()


def too_many(request):
    if request.user.is_authenticated:
        return _("Too many were sent from your account. What you wrote is kept: send it later.")
    return _("Too many were sent from your network. What you wrote is kept: send it later.")
