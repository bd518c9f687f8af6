from .programme import Cohort, Module, Programme, ProgrammeKind
from .seminar import Counted, Lecture, Material, Mode, Seminar, SeminarFigure, Session

__all__ = [
    "Cohort",
    "Counted",
    "Lecture",
    "Material",
    "Mode",
    "Module",
    "Programme",
    "ProgrammeKind",
    "Seminar",
    "SeminarFigure",
    "Session",
]
