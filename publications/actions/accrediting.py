"""Journalists and what opens texts under embargo to them: an accreditation, as far as its giver."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from publications.models import Accreditation, Journalist
from unions.access import GRANTS, require
from unions.models import Organization
from unions.saving import save_record


@transaction.atomic
def accredit(*, accreditation, by=None):
    """Store an accreditation, new or with other dates: it opens what stands under embargo.

    It reaches as far as whoever gives it, and who prolongs one gives it anew; one that is only cut
    short keeps its reach. Raises PermissionDenied, ValidationError for one's own.
    """
    require(by, "add" if accreditation._state.adding else "change", accreditation)
    refuse_own(accreditation.journalist, by)
    before = Accreditation.objects.filter(pk=accreditation.pk).first()
    if before is None or not before.covers(accreditation):
        accreditation.reach = reach_of(by, accreditation.journalist)
    accreditation.save()
    log(
        by,
        "journalist.accredited",
        accreditation.journalist,
        starts_on=str(accreditation.starts_on),
        ends_on=str(accreditation.ends_on),
        reach=accreditation.reach.slug,
    )
    return accreditation


def reach_of(by, journalist):
    """The highest organization at which `by` is an editor of the journalist's; the system: all."""
    kept_by = journalist.organization
    if by is None or by.is_superuser:
        return Organization.objects.get_root(kept_by)
    paths = by.paths_of(*GRANTS[Accreditation].roles["add"])
    above = [path for path in paths if kept_by.path.startswith(path)]
    return Organization.objects.get(path=min(above, key=len))


def refuse_own(journalist, by):
    """Raise ValidationError where somebody would open texts under embargo to themselves."""
    if by is not None and journalist.user_id == by.pk:
        raise ValidationError(_("Nobody accredits themselves: ask another editor."), code="own")


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
                code="journalist.accredited",
            )
