from .figure import Figure, Scope
from .job import ReportJob
from .report import ReportFile, Snapshot
from .task_ahead import TaskAhead, TaskStatus

__all__ = [
    "Figure",
    "ReportFile",
    "ReportJob",
    "Scope",
    "Snapshot",
    "TaskAhead",
    "TaskStatus",
]
