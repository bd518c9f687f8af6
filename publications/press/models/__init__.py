from .coverage import Coverage, MediaPartnership, Medium, Tone
from .crisis import CrisisAlert, CrisisAnswer, CrisisCard, CrisisLevel, CrisisLogEntry
from .joint import JointRequest, JointState
from .journalists import Journalist, MediaContact, PressEvent, PressEventKind, PressInvitation
from .outlet import Level, Outlet, OutletKind

__all__ = [
    "Coverage",
    "CrisisAlert",
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
