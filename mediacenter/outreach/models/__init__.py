from .appeal import Appeal, AppealKind, AppealLetter, FeedbackChannel, Way
from .campaign import Campaign, Visit, VisitMode
from .contest import Contest
from .hearing import CommitteeHearing, ParticipantLevel
from .notice_board import BoardSubject, NoticeBoardRegister

__all__ = [
    "Appeal",
    "AppealKind",
    "AppealLetter",
    "BoardSubject",
    "Campaign",
    "CommitteeHearing",
    "Contest",
    "FeedbackChannel",
    "NoticeBoardRegister",
    "ParticipantLevel",
    "Visit",
    "VisitMode",
    "Way",
]
