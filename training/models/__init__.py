from .attendance import Attendance, HowNoted
from .certificate import Certificate, CertificateState
from .learner import Learner
from .programme import Cohort, Module, Programme, ProgrammeKind
from .seminar import Counted, Lecture, Material, Mode, Seminar, SeminarFigure, Session
from .sign_up import HOLDING, STANDING, Delegation, Registration, Standing

__all__ = [
    "HOLDING",
    "STANDING",
    "Attendance",
    "Certificate",
    "CertificateState",
    "Cohort",
    "Counted",
    "Delegation",
    "HowNoted",
    "Learner",
    "Lecture",
    "Material",
    "Mode",
    "Module",
    "Programme",
    "ProgrammeKind",
    "Registration",
    "Seminar",
    "SeminarFigure",
    "Session",
    "Standing",
]
