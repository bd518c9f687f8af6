"""The indicators of the annual report: what is counted, from what, and how it adds up."""

from .indicator import (
    AtYearEnd,
    BetweenYears,
    During,
    Indicator,
    InYear,
    Jointly,
    Kind,
    Latest,
    On,
    Section,
    Stays,
    Sum,
)
from .registry import REGISTRY, registered_name

__all__ = [
    "REGISTRY",
    "AtYearEnd",
    "BetweenYears",
    "During",
    "InYear",
    "Indicator",
    "Jointly",
    "Kind",
    "Latest",
    "On",
    "Section",
    "Stays",
    "Sum",
    "registered_name",
]
