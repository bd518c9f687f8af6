"""Kazakh, after the Unicode CLDR; Django ships no formats for it."""

from mediacenter.toolkit.formats.input_formats import (  # noqa: F401  Django reads them here
    DATETIME_INPUT_FORMATS,
    TIME_INPUT_FORMATS,
)

DATE_FORMAT = "Y\xa0ж. j E"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y\xa0ж. j E, H:i"
YEAR_MONTH_FORMAT = "Y\xa0ж. E"
MONTH_DAY_FORMAT = "j E"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1  # Monday

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
