import sys

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language, get_language_from_request, gettext
from django.views.defaults import server_error

from mediacenter.portal.files.public_files import is_public
from mediacenter.toolkit.lost_database import error_of_database, is_database_away
from mediacenter.toolkit.typed_words import typed_words
from mediacenter.toolkit.whole_files import lacks_room
from publications.social.sharing.drawing import DEEP

from .api.middleware import MOST
from .bodies import MOST_QUERY, most_bytes

BUSY_SECONDS = 30  # after which a reader whom the database kept waiting may ask again


def to_language(request):
    """Lead from an address without a language to the same in the reader's."""
    return redirect(f"/{get_language_from_request(request)}{request.path}")


def media(request, name):
    """Hand out a public rendition. Its name is never reused: whoever has the file loads it no more.

    One that is deleted is gone here at once; a browser asks again after an hour, a proxy after
    minutes.
    """
    if not is_public(name):
        raise Http404
    response = get_conditional_response(request, etag=f'"{name}"')
    if response is None:
        try:
            response = FileResponse(default_storage.open(name))
        except (OSError, ValueError) as error:
            raise Http404 from error
    response["ETag"] = f'"{name}"'
    patch_cache_control(
        response, public=True, max_age=60 * 60, s_maxage=5 * 60, must_revalidate=True
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def missing(request, exception=None):
    """Where a form was sent to what is gone by now, what was typed is shown, to be copied."""
    typed = []
    if request.method == "POST" and request.user.is_authenticated:
        typed = typed_words(request.POST, *models_of(request))
    return render(request, "404.html", {"typed": typed}, status=404)


def models_of(request):
    """Those of the room to which the address belongs; of all rooms where it belongs to none."""
    found = request.resolver_match
    room = found and apps.get_containing_app_config(found.func.__module__)
    return room.get_models() if room else apps.get_models()


def closed(request, **_parts):
    """In the place of a page that a library brings and nobody here is to use."""
    raise Http404


def unreadable(request, exception=None):
    """Django takes a session that could not be stored for a bad request: its cause is told."""
    if isinstance(exception, SessionInterrupted):
        answer = excused(error_of_database(exception))
        if answer is not None:
            return answer
    return render(request, "400.html", status=400)


def not_so(request):
    """Of an address that is opened where it only takes what a form sends, or the other way."""
    return render(request, "405.html", status=405)


def too_long(request):
    """Of a request whose body was not read to its end."""
    return render(request, "413.html", {"room": most_bytes(request.path)}, status=413)


def long_address(request):
    return render(request, "414.html", {"room": MOST_QUERY}, status=414)


def no_room():
    """Of a request that a full disk or database could not take."""
    return HttpResponse(render_to_string("507.html"), status=507)


def failed(request):
    return excused(sys.exc_info()[1]) or server_error(request)


def excused(error):
    """Tell whether another try helps: where there is no room, the database is away, or a limit of
    time has passed. None for any other error.
    """
    if lacks_room(error):
        return no_room()
    if is_database_away(error):
        again = {"Retry-After": str(BUSY_SECONDS)}
        return HttpResponse(render_to_string("503.html"), status=503, headers=again)
    return None


def about(request):
    return render(request, "portal/about.html")


def open_data(request):
    """How the API is used."""
    host, asked = settings.PUBLIC_URL, f"language={get_language()}"
    asks = {
        name: f"{host}{reverse(f'api:{name}')}?{asked}"
        for name in ("news", "organizations", "seminars", "guides", "reports", "figures")
    }
    shown = {"asks": asks, "described": f"{host}{reverse('api:openapi-json')}", "most": MOST}
    return render(request, "portal/open_data.html", shown)


def accessibility(request):
    return render(request, "portal/accessibility.html")


def manifest(request):
    """What a phone needs to put the site among its programs, in the reader's language."""
    described = {
        "name": gettext("Media centre"),
        "short_name": gettext("Media centre"),
        "lang": get_language(),
        "start_url": reverse("portal:home"),
        "scope": "/",
        "display": "browser",
        "theme_color": DEEP,
        "background_color": DEEP,
        "icons": [
            {"src": static("icons/192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("icons/512.png"), "sizes": "512x512", "type": "image/png"},
            {
                "src": static("icons/512-to-cut.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
    }
    return JsonResponse(described, content_type="application/manifest+json")


def favicon(request):
    """For whoever asks for it without having read a page."""
    return redirect(static("icons/favicon.ico"))


def robots(request):
    return render(request, "robots.txt", content_type="text/plain")
