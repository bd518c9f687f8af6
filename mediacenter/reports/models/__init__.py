from .figure import Figure, Scope
from .job import ReportJob
from .narrative import ReportSection, SectionText
from .report import ReportFile, Snapshot
from .task_ahead import TaskAhead, TaskStatus

__all__ = [
    "Figure",
    "ReportFile",
    "ReportJob",
    "ReportSection",
    "Scope",
    "SectionText",
    "Snapshot",
    "TaskAhead",
    "TaskStatus",
]
