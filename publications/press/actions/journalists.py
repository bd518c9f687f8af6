"""The register of journalists, some of whom sign in to read what stands under embargo."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from publications.articles.actions.accrediting import refuse_own
from publications.articles.models import Accreditation
from publications.press.models import Journalist
from unions.access import GRANTS
from unions.saving import save_record


@transaction.atomic
def save_journalist(*, journalist, by=None):
    """Store a new or changed journalist.

    Raises PermissionDenied, and ValidationError as refuse_sign_in.
    """
    refuse_sign_in(journalist, by)
    return save_record(record=journalist, by=by)


def refuse_sign_in(journalist, by):
    """Raise ValidationError where another account would take over an accreditation that holds.

    That is to accredit whoever signs in by it: for editors who reach as far, and never for oneself.
    """
    if by is None or journalist._state.adding:
        return
    if journalist.user_id in (None, Journalist.objects.get(pk=journalist.pk).user_id):
        return
    holding = journalist.accreditations.filter(ends_on__gte=timezone.localdate())
    for accreditation in holding.select_related("reach"):
        refuse_own(journalist, by)
        if not by.has_role_at(accreditation.reach, *GRANTS[Accreditation].roles["add"]):
            raise ValidationError(
                _("This journalist is accredited: an editor of %(organization)s says who signs in.")
                % {"organization": accreditation.reach},
                code="accredited",
            )
