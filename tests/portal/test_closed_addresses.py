"""Every address and program that a library brings, by name: one that is not listed is closed."""

import pytest
from django.contrib.staticfiles import finders
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import override
from lxml import html

from mediacenter.portal.storage import UNUSED_PLUGINS, AppFiles
from mediacenter.portal.views import closed
from mediacenter.toolkit.richtext import CKEDITOR_CONFIGS
from tests.access.table import FURTHER, MODELS, SIGN_IN_PAGES, SITEWIDE
from tests.access.test_every_address import STANDARD
from tests.access.visitor import page_of

OURS = ("mediacenter.", "publications.", "training.", "unions.")
CLOSED = {
    "account_confirm_email": ["key"],
    "account_confirm_login_code": [],
    "account_email": [],
    "account_email_verification_sent": [],
}
WANTED = {
    "account_change_password",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_signup",  # which says that accounts are opened by an administrator
    "api:api-root",  # our endpoints, each called by the library's own view
    "api:figures",
    "api:guide",
    "api:guides",
    "api:news",
    "api:news_text",
    "api:openapi-json",
    "api:organization",
    "api:organizations",
    "api:report",
    "api:reports",
    "api:seminar",
    "api:seminars",
    "javascript-catalog",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "set_language",
    "sitemap",
    "sitemap_part",
    "usersessions_list",  # leads to the account
}
PLACES = {  # without a name: redirects of the admin and to the account
    "admin/(?P<url>.*)$",
    "admin/password_change/",
    "kk/accounts/sessions/",
}


def brought(resolver, namespace="", place=""):
    """(name or None, place) of each address whose view is not our own."""
    for pattern in resolver.url_patterns:
        here = place + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from brought(pattern, inner, here)
        elif not pattern.callback.__module__.startswith(OURS):
            yield pattern.name and namespace + pattern.name, here


def test_every_address_of_a_library_is_wanted_or_closed():
    with override("kk"):
        found = set(brought(get_resolver()))
    standard = {f"admin:{label.replace('.', '_')}_{page}" for label in MODELS for page in STANDARD}
    admin = {f"admin:{page}" for page in {*FURTHER, *SITEWIDE, *SIGN_IN_PAGES}}
    names = {name for name, _place in found if name} - standard - admin
    assert names == WANTED | CLOSED.keys()
    places = {place for name, place in found if not name}
    assert {place for place in places if not place.endswith("/<path:object_id>/")} == PLACES


@pytest.mark.parametrize("name", CLOSED)
def test_what_is_closed_answers_as_if_it_were_not_there(name):
    assert resolve(reverse(name, args=CLOSED[name])).func is closed


def test_no_import_takes_the_name_of_a_file():
    match = resolve("/admin/publications/outlet/process_import/")
    assert match.url_name is None, "what is left is the way to a record of that key"


def test_unused_programs_of_the_editor_are_not_served():
    served = {path for path, _storage in AppFiles().list([]) if "ckeditor/plugins/" in path}
    plugins = {path.split("plugins/")[1].split("/")[0] for path in served}
    assert not plugins & set(UNUSED_PLUGINS)
    used = {
        name for config in CKEDITOR_CONFIGS.values() for name in config["extraPlugins"].split(",")
    }
    assert not used & set(UNUSED_PLUGINS)
    assert finders.find("ckeditor/ckeditor/ckeditor.js")


def test_each_file_that_an_admin_page_loads_is_served(admin_client):
    """A file left out answers 500 where names are hashed, which no test's storage does."""
    ours = {path for path, _storage in finders.FileSystemFinder().list([])}
    served = ours | {path for path, _storage in AppFiles().list([])}
    asked = {}
    for label in MODELS:
        response = admin_client.get(page_of(label, "add"))
        if response.status_code == 200:
            tree = html.fromstring(response.content.decode())
            for address in tree.xpath("//script/@src | //link/@href"):
                asked.setdefault(address, label)
    files = {a.removeprefix("/static/"): on for a, on in asked.items() if a.startswith("/static/")}
    assert len(files) > 20
    assert {name: on for name, on in files.items() if name not in served} == {}
