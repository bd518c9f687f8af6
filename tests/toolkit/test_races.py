"""Whoever comes second in a race reads the constraint's sentence, in tables and by buttons too."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from mediacenter.toolkit.grids import Grid, NumberCell, Row
from mediacenter.toolkit.races import refused_in_words
from publications.articles.refusals import refusals_of
from tests.unions.factories import OrganizationFactory, PersonFactory
from unions.models import Congress, User

pytestmark = pytest.mark.django_db

SENTENCE = next(
    constraint.violation_error_message
    for constraint in Congress._meta.constraints
    if "ordinal" in getattr(constraint, "fields", ())
)


@pytest.fixture
def second():
    """Enter what is entered already."""
    first = Congress.objects.create(organization=OrganizationFactory(), ordinal="XV")

    @transaction.atomic
    def second():
        Congress.objects.create(organization=first.organization, ordinal="XV")

    return second


def test_a_row_of_a_table_is_refused_in_words(second):
    class One(Row):
        number = NumberCell(max_value=9)

    congress = Congress.objects.get()
    grid = Grid(One, [congress], data={f"{congress.pk}-number": "1"})
    (refused,) = grid.save(lambda row: second()).refused
    assert refused.non_field_errors() == [SENTENCE]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_step_is_refused_in_words(second, language):
    with override(language):
        assert refusals_of(second) == [str(SENTENCE)]


def test_a_unique_column_has_its_sentence_too():
    person = PersonFactory()
    User.objects.create(email="first@example.org", person=person)
    refused = pytest.raises(ValidationError, match="Somebody else")
    with override("en"), refused, refused_in_words(), transaction.atomic():
        User.objects.create(email="second@example.org", person=person)


def test_what_the_program_forgot_stays_its_error():
    with pytest.raises(IntegrityError), refused_in_words(), transaction.atomic():
        Congress.objects.create(organization=OrganizationFactory(), ordinal=None)
