from .figure import Figure, Scope
from .figure_comment import FigureComment
from .indicator_wording import IndicatorWording
from .job import ReportJob
from .narrative import ReportSection, SectionText
from .report import OutputForm, ReportFile, ReportOutput, Snapshot
from .reporting_year import ReportingYear
from .rolled_up import CountedYear, RolledUp
from .scheduled_build import ScheduledBuild
from .task_ahead import TaskAhead, TaskStatus
from .unsaved_section import UnsavedSection
from .yearly_report import DoubtAnswer, ReportState, ReturnedItem, Signature, YearlyReport

__all__ = [
    "CountedYear",
    "DoubtAnswer",
    "Figure",
    "FigureComment",
    "IndicatorWording",
    "OutputForm",
    "ReportFile",
    "ReportJob",
    "ReportOutput",
    "ReportSection",
    "ReportState",
    "ReportingYear",
    "ReturnedItem",
    "RolledUp",
    "ScheduledBuild",
    "Scope",
    "SectionText",
    "Signature",
    "Snapshot",
    "TaskAhead",
    "TaskStatus",
    "UnsavedSection",
    "YearlyReport",
]
