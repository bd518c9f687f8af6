"""Phones of Kazakhstan, as offices write them."""

import pytest
from django.core.exceptions import ValidationError

from mediacenter.toolkit.phones import dialled, read_phone


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("87212561234", "+7 7212 56-12-34"),
        ("8 (7212) 56-12-34", "+7 7212 56-12-34"),
        ("+7 7212 56‑12‑34", "+7 7212 56-12-34"),
        ("+7(701)765-43-21", "+7 701 765 43 21"),
        ("7017654321", "+7 701 765 43 21"),
        ("8 727 312 34 56", "+7 727 312-34-56"),
        ("8-72131-4-12-34", "+7 72131 4-12-34"),
        ("8 7213 912345", "+7 7213 91-23-45"),
        ("+7 7172 70-00-00 доб. 105", "+7 7172 70-00-00 (105)"),
        ("8 7172 700000, ішкі 3", "+7 7172 70-00-00 (3)"),
        ("  ", ""),
    ],
)
def test_a_number_has_one_spelling_however_it_was_written(written, kept):
    assert read_phone(written) == kept
    assert read_phone(kept) == kept


@pytest.mark.parametrize(
    "written",
    [
        "112",
        "56-12-34",
        "+1 202 555 0100",
        "8 495 123 45 67",
        "8 7212 56-12-34, 8 7212 56-12-35",
        "٨٧٢١٢٥٦١٢٣٤",
        "7" * 5000,
        "8 7212 56-12-34 доб. " + "1" * 5000,
        "звоните в любое время",
    ],
)
def test_what_is_no_number_of_kazakhstan_is_refused(written):
    with pytest.raises(ValidationError):
        read_phone(written)


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("+7 7212 56-12-34", "tel:+77212561234"),
        ("+7 7172 70-00-00 (105)", "tel:+77172700000;ext=105"),
        ("+7 (701) 000 00 00", "tel:+77010000000"),
    ],
)
def test_a_number_is_dialled_without_its_spaces(phone, address):
    assert dialled(phone) == address
