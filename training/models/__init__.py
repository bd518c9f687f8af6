from .programme import Programme, ProgrammeKind
from .seminar import Counted, Lecture, Seminar, SeminarFigure, Session

__all__ = [
    "Counted",
    "Lecture",
    "Programme",
    "ProgrammeKind",
    "Seminar",
    "SeminarFigure",
    "Session",
]
