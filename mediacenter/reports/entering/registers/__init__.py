"""The registers of the page, in the order of its sections."""

from . import bodies, events, feedback, internet, media, printed, reach, staff

REGISTERS = tuple(
    register
    for section in (staff, reach, internet, media, printed, events, feedback, bodies)
    for register in section.REGISTERS
)
