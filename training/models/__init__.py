from .application import Decision, IntakeApplication
from .attendance import Attendance, HowNoted
from .certificate import Certificate, CertificateState
from .door import StewardLink
from .feedback import FeedbackAnswer, FeedbackGiven, ParticipantQuote
from .learner import Learner
from .programme import Cohort, Module, Programme, ProgrammeKind
from .seminar import Counted, Lecture, Material, Mode, Seminar, SeminarFigure, Session
from .sign_up import HOLDING, STANDING, Delegation, Named, Registration, Standing

__all__ = [
    "HOLDING",
    "STANDING",
    "Attendance",
    "Certificate",
    "CertificateState",
    "Cohort",
    "Counted",
    "Decision",
    "Delegation",
    "FeedbackAnswer",
    "FeedbackGiven",
    "HowNoted",
    "IntakeApplication",
    "Learner",
    "Lecture",
    "Material",
    "Mode",
    "Module",
    "Named",
    "ParticipantQuote",
    "Programme",
    "ProgrammeKind",
    "Registration",
    "Seminar",
    "SeminarFigure",
    "Session",
    "Standing",
    "StewardLink",
]
