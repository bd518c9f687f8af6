from .day_note import DayNote
from .memorable import MemorableDate
from .notice import Notice, NoticeEvent
from .plan import (
    Assignment,
    AssignmentStatus,
    Certainty,
    InterruptedAt,
    MaterialFormat,
    Occasion,
    OccasionStatus,
    PlanItem,
    PlanStatus,
)

__all__ = [
    "Assignment",
    "AssignmentStatus",
    "Certainty",
    "DayNote",
    "InterruptedAt",
    "MaterialFormat",
    "MemorableDate",
    "Notice",
    "NoticeEvent",
    "Occasion",
    "OccasionStatus",
    "PlanItem",
    "PlanStatus",
]
