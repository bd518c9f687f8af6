"""All indicators of the report, in the order of its sections."""

from .sections import bodies, events, feedback, internet, media, newsroom, printed, reach, staff

SECTIONS = (staff, reach, internet, media, printed, events, feedback, bodies, newsroom)
REGISTRY = {indicator.code: indicator for section in SECTIONS for indicator in section.INDICATORS}
