from django.conf import settings
from django.utils.functional import SimpleLazyObject

from unions.models import Organization


def site(request):
    """What every page knows: its address, the part of the site it is in, and whose site it is."""
    match = request.resolver_match
    return {
        "public_url": settings.PUBLIC_URL,
        "part": match.app_name if match else "",
        # the root of the tree; falsy before the first organization is entered
        "federation": SimpleLazyObject(lambda: Organization.objects.order_by("path").first()),
    }
