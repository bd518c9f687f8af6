"""English as it is read in Kazakhstan: the day before the month, weeks from Monday.

Django's English is American: it would read 08.03.2026 not at all, and 08/03/2026 as 3 August.
"""

from mediacenter.toolkit.formats.input_formats import (  # noqa: F401  Django reads them here
    DATETIME_INPUT_FORMATS,
    TIME_INPUT_FORMATS,
)

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1  # Monday

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%d %B %Y", "%d %b %Y"]
