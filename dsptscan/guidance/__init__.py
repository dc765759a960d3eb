"""What is known beforehand of each toolkit year: it adds hints to what a page says, and never a question."""

from dsptscan.guidance.loader import MandatoryCount, QuestionGuidance, YearGuidance, load

__all__ = ["MandatoryCount", "QuestionGuidance", "YearGuidance", "load"]
