"""Telephone numbers of Kazakhstan: read as people write them, kept in one spelling, dialled.

The plan of numbers (ITU-T E.164, code +7 with ten digits that begin with 6 or 7): mobile codes of
three digits, codes of regional centres of four (Almaty: three), of districts of five.
"""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_WRITTEN = re.compile(
    r"(?P<number>[+0-9][0-9\s().\-‐‑‒–—−]{8,24}?)"
    r"(?:[\s,;]*(?:ext|доб|вн|ішкі|қос)[a-zа-яәі]*\.?\s*(?P<extension>[0-9]{1,5}))?",
    re.IGNORECASE,
)
_KEPT_EXTENSION = re.compile(r" \(([0-9]{1,5})\)$")
_MOBILE = re.compile(r"70[0-8]|747|75[01]|76[0-4]|77[1-8]")
_CENTRE = re.compile(r"71[0-8]2|7187|72[1-689]2|72139")
_ALMATY = re.compile(r"727[^7]")
NO_PHONE = _(
    "Write a Kazakhstan number with its code, such as +7 7172 12-34-56 or 8 701 123 45 67; "
    "an extension goes behind it: “ext. 12”."
)


def read_phone(written: str) -> str:
    """Return the one spelling of a number, as "+7 7172 12-34-56" or "+7 701 123 45 67 (12)".

    What stands in brackets is the extension. "" for nothing. Raises ValidationError.
    """
    written = " ".join(written.split())
    if not written:
        return ""
    found = _WRITTEN.fullmatch(_KEPT_EXTENSION.sub(r" ext. \1", written))
    digits = re.sub(r"[^0-9]", "", found["number"]) if found else ""
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    if len(digits) != 10 or digits[0] not in "67":
        raise ValidationError(NO_PHONE, code="phone")
    extension = f" ({found['extension']})" if found["extension"] else ""
    return f"+7 {_grouped(digits)}{extension}"


def dialled(phone: str) -> str:
    """Return the tel: address of a number (RFC 3966), whoever spelled it."""
    extension = _KEPT_EXTENSION.search(phone)
    address = "tel:" + re.sub(r"[^0-9+]", "", _KEPT_EXTENSION.sub("", phone))
    return f"{address};ext={extension[1]}" if extension else address


def _grouped(digits):
    if _MOBILE.match(digits):
        return f"{digits[:3]} {digits[3:6]} {digits[6:8]} {digits[8:]}"
    code = 3 if _ALMATY.match(digits) else 4 if _CENTRE.match(digits) else 5
    rest = digits[code:]
    return f"{digits[:code]} {rest[:-4]}-{rest[-4:-2]}-{rest[-2:]}"


class PhoneField(models.CharField):
    """A number of Kazakhstan; whatever form or import cleans it keeps its one spelling."""

    def clean(self, value, model_instance):
        return super().clean(read_phone(value or ""), model_instance)
