"""The practice toolkit: invented pages behind a real sign-in, served on this computer only."""

from __future__ import annotations

from dsptscan.practice.records import Answer, Request
from dsptscan.practice.scenarios import Scenario, find_fixtures, layouts, scenario
from dsptscan.practice.server import PracticeToolkit
from dsptscan.practice.ways import Way

__all__ = ["Answer", "PracticeToolkit", "Request", "Scenario", "Way", "find_fixtures", "layouts", "scenario"]
