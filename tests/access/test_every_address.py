"""Nothing comes to the portal without a decision about who may see it: each thing has a row."""

from django.contrib import admin

from tests.access.table import FURTHER, MODELS, OWN_ACCOUNT, SIGN_IN_PAGES, SITE, SITEWIDE
from tests.access.visitor import ADDRESSES

STANDARD = ("changelist", "add", "change", "delete", "history")


def test_every_model_of_the_admin_has_a_row():
    assert {model._meta.label_lower for model in admin.site._registry} == set(MODELS)


def test_every_page_of_the_admin_has_a_row():
    standard = {f"admin:{label.replace('.', '_')}_{page}" for label in MODELS for page in STANDARD}
    pages = {address for address in ADDRESSES if address.startswith("admin:")} - standard
    assert {page.removeprefix("admin:") for page in pages} == {*FURTHER, *SITEWIDE, *SIGN_IN_PAGES}


def test_every_address_of_the_site_has_a_row():
    assert set(SITE) == {
        address for address in ADDRESSES if not address.startswith(("admin:", *OWN_ACCOUNT))
    }
