from django.conf import settings
from django.utils.functional import SimpleLazyObject

from unions.models import Organization

from .reading_modes import chosen_modes, classes


def site(request):
    """What every page knows: its address, the part of the site it is in, whose site it is, and how
    its reader wants it shown.
    """
    match = request.resolver_match
    return {
        "public_url": settings.PUBLIC_URL,
        "reading_modes": classes(chosen_modes(request)),
        "part": match.app_name if match else "",
        # the root of the tree; falsy before the first organization is entered
        "federation": SimpleLazyObject(lambda: Organization.objects.order_by("path").first()),
    }
