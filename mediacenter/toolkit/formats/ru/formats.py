"""Russian: only what Django's own formats get wrong; «г.» stays in the line of its year."""

MONTH_DAY_FORMAT = "j E"  # «8 марта», not «8 Март»
DATE_FORMAT = "j E Y\xa0г."
DATETIME_FORMAT = "j E Y\xa0г., H:i"
YEAR_MONTH_FORMAT = "F Y\xa0г."
