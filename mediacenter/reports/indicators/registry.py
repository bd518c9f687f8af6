"""All indicators of the report, in the order of its sections."""

from .indicator import Section
from .sections import bodies, events, feedback, internet, media, newsroom, printed, reach, staff

SECTIONS = (staff, reach, internet, media, printed, events, feedback, bodies, newsroom)
REGISTRY = {indicator.code: indicator for section in SECTIONS for indicator in section.INDICATORS}


def registered_name(code):
    """What an indicator, or a block by its letter, is called in the active language; the code of
    what is no more."""
    if code in REGISTRY:
        return str(REGISTRY[code].name)
    return str(dict(Section.choices).get(code, code))
