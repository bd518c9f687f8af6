from .account_event import AccountEvent
from .appointment import Appointment, Role
from .bin_entry import BinEntry
from .channel import Channel, ChannelFlag, FlagKind, FollowerCount, Network
from .congress import ActivityProgramme, Congress
from .limit import Limit
from .organization import Organization, OrganizationEvent, OrganizationKind, OrganizationName
from .person import Person
from .region import Region
from .user import User

__all__ = [
    "AccountEvent",
    "ActivityProgramme",
    "Appointment",
    "BinEntry",
    "Channel",
    "ChannelFlag",
    "Congress",
    "FlagKind",
    "FollowerCount",
    "Limit",
    "Network",
    "Organization",
    "OrganizationEvent",
    "OrganizationKind",
    "OrganizationName",
    "Person",
    "Region",
    "Role",
    "User",
]
