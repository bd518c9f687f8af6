"""What opens texts under embargo to a journalist: an accreditation, as far as its giver."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from publications.articles.models import Accreditation
from unions.access import GRANTS, require
from unions.models import Organization


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
