"""The page of somebody who was signed up, by the secret address of their pass."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from mediacenter.services.printing.qr_code import picture_of

from .attendance import hours_attended
from .attendance_sheet import numbers_of
from .door import door_of_phone
from .passes import with_pass
from .telling import TAKING_PART


@never_cache
@sensitive_variables("token")
def personal_pass(request, token):
    """To a phone that stands at the door of the seminar it says who comes; to others their page."""
    registration = with_pass(token)
    if registration is None:
        raise Http404
    stands = door_of_phone(request, registration.seminar)
    if stands is not None:
        said = {"person": registration.pk, "scanned": 1}
        if stands.session:
            said["session"] = stands.session.pk
        return HttpResponseRedirect(f"{stands.address}?{urlencode(said)}")
    return shown_to_its_holder(request, registration)


def shown_to_its_holder(request, registration):
    takes_part = registration.status in TAKING_PART and registration.seminar.cancelled_at is None
    address = settings.PUBLIC_URL + registration.pass_address
    noted = registration.attendances.select_related("session").order_by("session__number")
    return render(
        request,
        "training/pass.html",
        {
            "registration": registration,
            "seminar": registration.seminar,
            "takes_part": takes_part,
            "number": numbers_of(registration.seminar)[registration.pk],
            "code": picture_of(address) if takes_part else "",
            "noted": noted,
            "hours": hours_attended([registration])[registration.pk],
            "certificates": registration.certificates.issued(),
        },
    )
