"""Russian: only what Django's own formats get wrong; «г.» stays in the line of its year."""

from mediacenter.toolkit.formats.input_formats import (  # noqa: F401  Django reads them here
    DATETIME_INPUT_FORMATS,
    TIME_INPUT_FORMATS,
)

MONTH_DAY_FORMAT = "j E"  # «8 марта», not «8 Март»
DATE_FORMAT = "j E Y\xa0г."
DATETIME_FORMAT = "j E Y\xa0г., H:i"
YEAR_MONTH_FORMAT = "F Y\xa0г."
