"""Who comes to the pages, and how they are asked."""

from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from django.urls.resolvers import URLResolver

from tests.access.rows import LETTERS
from tests.signing_in import just_signed_in
from tests.unions.factories import UserFactory


def addresses(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"


ADDRESSES = set(addresses(get_resolver()))


def takes(address, *args):
    """Whether an address has that many parts to fill in."""
    try:
        reverse(address, args=args)
    except NoReverseMatch:
        return False
    return True


def page_of(label, page, *args):
    return reverse(f"admin:{label.replace('.', '_')}_{page}", args=args)


class Visitor:
    """Calls views as a user, without printing their pages: statuses are what is asked here."""

    def __init__(self, user):
        self.user = user

    def get(self, address, **query):
        return self.visit(RequestFactory().get(address, query))

    def post(self, address, data=None):
        return self.visit(RequestFactory().post(address, data or {}))

    def visit(self, request):
        request.user, request.session = self.user, just_signed_in(self.user)
        request._messages = FallbackStorage(request)
        request._dont_enforce_csrf_checks = True
        match = request.resolver_match = resolve(request.path)
        try:
            self.response = match.func(request, *match.args, **match.kwargs)
        except PermissionDenied:
            return 403
        except Http404:
            return 404
        return self.response.status_code

    def listed(self):
        return set(self.response.context_data["cl"].queryset.values_list("pk", flat=True))


def holders(organization):
    """A user for each role there is, held at that organization, by the role's letter."""
    for letter, role in LETTERS.items():
        yield letter, UserFactory(role=role, organization=organization)


def status(allowed):
    return 200 if allowed else 403
