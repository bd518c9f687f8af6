"""What every question to the API may ask, and pages of lists that cost the same however deep."""

from dataclasses import dataclass
from typing import Annotated, Literal

from django.core.signing import BadSignature, Signer
from django.db.models import Q
from ninja import Schema
from pydantic import Field, ValidationInfo, model_validator
from pydantic.json_schema import SkipJsonSchema

from mediacenter.toolkit.structured import absolute

MOST_A_PAGE, A_PAGE = 100, 20

Language = Literal["kk", "ru", "en"]
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", max_length=160)]
Absent = SkipJsonSchema[None]  # of a parameter that may be left out
Iso = Annotated[str, Field(pattern=r"^KZ-[A-Z0-9]{1,3}$")]
Year = Annotated[int, Field(ge=1900, le=9999)]


class Asked(Schema):
    language: Language = Field("kk", description="The language of names, words and errors.")

    @model_validator(mode="after")
    def refuse_what_is_not_known(self, info: ValidationInfo):
        """A parameter that is misspelt would otherwise be passed over in silence."""
        sent = info.context["request"].GET if info.context else {}
        unknown = sorted(set(sent) - set(type(self).model_fields))
        if unknown:
            raise UnknownParameter(unknown[0])
        return self


class AskedPage(Asked):
    cursor: str = Field(
        "", max_length=500, description="Where the page begins: taken from `next`, never made up."
    )
    size: int = Field(A_PAGE, ge=1, le=MOST_A_PAGE, description="How many a page holds at most.")


class Page(Schema):
    next: str | None = Field(description="The address of the next page; null on the last one.")


class UnknownParameter(Exception):
    """The address asks for something that its description does not name."""


class BadCursor(Exception):
    """The cursor was not written by this list."""


@dataclass(frozen=True)
class Keyset:
    """The order of a list: by a column, then by the key; both upward or both downward."""

    name: str
    column: str
    downward: bool = True

    def page_of(self, request, records, asked, told):
        """The Page of a QuerySet that AskedPage asks for; `told` makes of a list of
        records what the page holds.

        Raises BadCursor.
        """
        if asked.cursor:
            records = self._beyond(records, *self._read(asked.cursor))
        sign = "-" if self.downward else ""
        found = list(records.order_by(f"{sign}{self.column}", f"{sign}pk")[: asked.size + 1])
        shown = found[: asked.size]
        has_more = len(found) > len(shown)
        return {
            "items": told(shown),
            "next": self._address(request, shown[-1]) if has_more else None,
        }

    def _beyond(self, records, value, pk):
        way = "lt" if self.downward else "gt"
        beyond = Q(**{f"{self.column}__{way}": value}) | Q(**{self.column: value, f"pk__{way}": pk})
        # the second bounds the index scan, which the OR alone does not
        return records.filter(beyond, **{f"{self.column}__{way}e": value})

    def _read(self, cursor):
        try:
            return self._signer.unsign_object(cursor)
        except (BadSignature, ValueError) as error:
            raise BadCursor(cursor) from error

    def _address(self, request, last):
        value = getattr(last, self.column)
        kept = value if isinstance(value, int | str) else value.isoformat()
        query = request.GET.copy()
        query["cursor"] = self._signer.sign_object([kept, last.pk])
        return absolute(f"{request.path}?{query.urlencode()}")

    @property
    def _signer(self):
        """Without a moment: the same page has the same address, and the same ETag."""
        return Signer(salt=f"portal.api.{self.name}")
