"""What the page of a public form carries beside its fields."""

from django import template

from mediacenter.services.publicforms.forms import (
    PROOF,
    QUICKEST_WITHOUT_PROOF,
    TOKEN,
    TRAP,
)
from mediacenter.services.publicforms.limits import HOUR
from mediacenter.services.publicforms.proof import BITS

register = template.Library()


@register.inclusion_tag("publicforms/held_off.html")
def hold_off_robots(form):
    """Stands within the <form> of a PublicForm."""
    [in_an_hour] = [one.number for one in form.limits_without_proof if one.seconds == HOUR]
    return {
        "form": form,
        "names": {"token": TOKEN, "proof": PROOF, "trap": TRAP},
        "proof": form.of_the_form(PROOF) if form.has_proof else "",
        "bits": BITS,
        "seconds": QUICKEST_WITHOUT_PROOF,
        "in_an_hour": in_an_hour,
    }
