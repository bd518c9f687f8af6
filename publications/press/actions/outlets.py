"""The register of outlets, each entered once, by whichever of its names."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publications.press.models import Outlet
from unions.saving import save_record


@transaction.atomic
def save_outlet(*, outlet, by=None):
    """Store a new or changed outlet.

    Raises ValidationError where a new one is in the register already, by any of its names;
    PermissionDenied.
    """
    refuse_second_outlet(outlet)
    return save_record(record=outlet, by=by)


def refuse_second_outlet(outlet):
    """Raise ValidationError where a new outlet is in the register already."""
    if outlet._state.adding and Outlet.objects.named_as(outlet).exists():
        raise ValidationError(_("This outlet is in the register already."))
