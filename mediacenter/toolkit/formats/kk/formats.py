"""Kazakh, after the Unicode CLDR; Django ships no formats for it."""

DATE_FORMAT = "Y\xa0ж. j E"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y\xa0ж. j E, H:i"
YEAR_MONTH_FORMAT = "Y\xa0ж. E"
MONTH_DAY_FORMAT = "j E"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1  # Monday

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H:%M:%S.%f"]
DATETIME_INPUT_FORMATS = [
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M:%S.%f",
    "%d.%m.%Y",
    "%d.%m.%y %H:%M",
    "%d.%m.%y %H:%M:%S",
    "%d.%m.%y",
]

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
