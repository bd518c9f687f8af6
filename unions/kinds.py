"""How kinds of organizations are called in headings and beside numbers."""

from django.utils.translation import npgettext, pgettext

from .models import OrganizationKind


def heading_of(kind):
    """Return the heading of a list of such organizations, in the active language."""
    match kind:
        case OrganizationKind.FEDERATION:
            return pgettext("heading", "Federation")
        case OrganizationKind.INDUSTRY_UNION:
            return pgettext("heading", "Industry unions")
        case OrganizationKind.TERRITORIAL:
            return pgettext("heading", "Territorial associations")
        case OrganizationKind.REGIONAL:
            return pgettext("heading", "Regional organizations")
        case OrganizationKind.CITY:
            return pgettext("heading", "City organizations")
        case OrganizationKind.DISTRICT:
            return pgettext("heading", "District organizations")
        case OrganizationKind.LOCAL:
            return pgettext("heading", "Local trade unions")
        case OrganizationKind.PRIMARY:
            return pgettext("heading", "Primary organizations")


def counted(kind, number):
    """Return what stands below the number of such organizations, in the active language."""
    match kind:
        case OrganizationKind.FEDERATION:
            return npgettext("counted", "federation", "federations", number)
        case OrganizationKind.INDUSTRY_UNION:
            return npgettext("counted", "industry union", "industry unions", number)
        case OrganizationKind.TERRITORIAL:
            return npgettext(
                "counted", "territorial association", "territorial associations", number
            )
        case OrganizationKind.REGIONAL:
            return npgettext("counted", "regional organization", "regional organizations", number)
        case OrganizationKind.CITY:
            return npgettext("counted", "city organization", "city organizations", number)
        case OrganizationKind.DISTRICT:
            return npgettext("counted", "district organization", "district organizations", number)
        case OrganizationKind.LOCAL:
            return npgettext("counted", "local trade union", "local trade unions", number)
        case OrganizationKind.PRIMARY:
            return npgettext("counted", "primary organization", "primary organizations", number)
