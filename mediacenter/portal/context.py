from django.conf import settings


def site(request):
    """What every page knows: the address of the portal."""
    return {"public_url": settings.PUBLIC_URL}
