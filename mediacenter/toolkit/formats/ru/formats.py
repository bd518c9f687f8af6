"""Russian: only what Django's own formats get wrong."""

MONTH_DAY_FORMAT = "j E"  # «8 марта», not «8 Март»
DATETIME_FORMAT = "j E Y г., H:i"
