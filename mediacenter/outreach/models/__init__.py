from .appeal import Appeal, AppealKind, AppealLetter, FeedbackChannel, Way
from .campaign import Campaign, Visit, VisitMode
from .contest import Contest
from .hearing import CommitteeHearing, ParticipantLevel
from .membership import ApplicationStatus, MembershipApplication
from .notice_board import BoardSubject, NoticeBoardRegister

__all__ = [
    "Appeal",
    "AppealKind",
    "AppealLetter",
    "ApplicationStatus",
    "BoardSubject",
    "Campaign",
    "CommitteeHearing",
    "Contest",
    "FeedbackChannel",
    "MembershipApplication",
    "NoticeBoardRegister",
    "ParticipantLevel",
    "Visit",
    "VisitMode",
    "Way",
]
