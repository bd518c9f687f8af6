from . import account, bin, channel, congress, journal, organization, person, region, register

__all__ = [
    "account",
    "bin",
    "channel",
    "congress",
    "journal",
    "organization",
    "person",
    "region",
    "register",
]
