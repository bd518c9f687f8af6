"""The registry of indicators: declared once, complete, and counted by organization and year."""

from itertools import groupby

import pytest
from django.urls import reverse
from django.utils.translation import override

from mediacenter.reports.collecting import collect
from mediacenter.reports.indicators import REGISTRY, Kind, Section, Stays, registry

INDICATORS = list(REGISTRY.values())
codes = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.code)


def test_every_code_is_there_once():
    assert len(REGISTRY) == sum(len(section.INDICATORS) for section in registry.SECTIONS)


def test_the_registry_keeps_the_order_of_the_sections():
    sections = [section for section, _ in groupby(indicator.section for indicator in INDICATORS)]
    assert sections == list(Section)


@codes
def test_every_name_and_unit_is_said_in_kazakh_and_russian(indicator):
    with override("en"):
        english = str(indicator.name), str(indicator.unit)
    for language in ("kk", "ru"):
        with override(language):
            for said, original in zip((indicator.name, indicator.unit), english, strict=True):
                assert str(said) != original, language


@codes
def test_the_records_open_in_the_admin(indicator):
    if indicator.counted_from is None:
        assert indicator.opens is None
    else:
        assert reverse(indicator.opens).startswith("/admin/")


@codes
def test_yes_or_no_is_never_added(indicator):
    if indicator.kind == Kind.YES_NO:
        assert isinstance(indicator.adds_up, Stays)


@codes
@pytest.mark.django_db
def test_one_statement_collects_all_organizations_and_years(indicator, django_assert_num_queries):
    if indicator.counted_from is None:
        return
    with django_assert_num_queries(1):
        assert collect(indicator, (2022, 2024)) == []


def test_what_several_organizations_may_share_is_told_apart_and_an_article_lies_in_one():
    told_apart = {code for code, indicator in REGISTRY.items() if indicator.tells_apart}
    assert {"press.publications", "social.materials", "training.attended"} <= told_apart
    assert not any(code.startswith("articles.") for code in told_apart)
