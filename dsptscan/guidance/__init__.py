"""What is known beforehand of each toolkit year: it adds hints to what a page says, and never a question."""

from dsptscan.guidance.records import MandatoryCount, QuestionGuidance, Source, YearGuidance
from dsptscan.guidance.years import Shelf, is_reference, is_year, load, shelf, year_from

__all__ = [
    "MandatoryCount",
    "QuestionGuidance",
    "Shelf",
    "Source",
    "YearGuidance",
    "is_reference",
    "is_year",
    "load",
    "shelf",
    "year_from",
]
