from .coverage import Coverage, MediaPartnership, Medium, Tone
from .crisis import CrisisAnswer, CrisisCard, CrisisLevel, CrisisLogEntry
from .joint import JointRequest, JointState
from .journalists import Journalist, MediaContact, PressEvent, PressEventKind, PressInvitation
from .outlet import Level, Outlet, OutletKind

__all__ = [
    "Coverage",
    "CrisisAnswer",
    "CrisisCard",
    "CrisisLevel",
    "CrisisLogEntry",
    "JointRequest",
    "JointState",
    "Journalist",
    "Level",
    "MediaContact",
    "MediaPartnership",
    "Medium",
    "Outlet",
    "OutletKind",
    "PressEvent",
    "PressEventKind",
    "PressInvitation",
    "Tone",
]
