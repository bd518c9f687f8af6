import logging

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from .views import missing

logger = logging.getLogger(__name__)

# Other than text/*; pictures and documents carry their own compression.
WORDY = {
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/manifest+json",
    "application/rss+xml",
    "application/xml",
}


class CompressedWords(GZipMiddleware):
    """What is made of words goes out compressed. Random padding hides its length (BREACH)."""

    def process_response(self, request, response):
        kind = response.get("Content-Type", "").partition(";")[0]
        if not kind.startswith("text/") and kind not in WORDY:
            return response
        return super().process_response(request, response)


class OneCopyForAll:
    """A public file is the same in each language and for each visitor: proxies keep it once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(settings.MEDIA_URL) and response.status_code in {200, 304}:
            del response["Vary"]
        return response


class PublicContentSecurityPolicy:
    """Everything outside the admin gets the strict policy: no inline script, no inline style."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path.startswith("/admin/"):
            response._csp_replace = settings.PUBLIC_CONTENT_SECURITY_POLICY
        return response


class AdminLanguage:
    """The admin, whose addresses name no language, speaks the one that its user reads.

    That is the language of the site where the user was last, or else the account's own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        in_admin = request.path.startswith("/admin/")
        if in_admin and not cookie and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        response = self.get_response(request)
        read = translation.get_language_from_path(request.path_info)
        if read and read != cookie and request.user.is_authenticated:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                read,
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


class GoneMeanwhile:
    """A form whose record somebody deletes between the look at it and its lock was sent to what is
    gone: it is answered so, with what was typed. No use case needs to think of it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        is_gone = isinstance(exception, ObjectDoesNotExist)
        # an attribute that leads nowhere is a mistake of the program
        if request.method != "POST" or not is_gone or isinstance(exception, AttributeError):
            return None
        logger.warning("Gone before it was locked: %s", request.path, exc_info=exception)
        return missing(request, exception)
