"""The settings file, and the files it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from dsptscan import guidance
from dsptscan.doctor.interface import Line, Visit
from dsptscan.guidance.support import support_lines
from dsptscan.scan import load_words
from dsptscan.settings import load_config


def probe(visit: Visit) -> Iterator[Line]:
    config = load_config(visit.folders)
    load_words(config.words)
    guidance.shelf(config.guidance)
    support_lines(config.support)
    set_there = [field.name for field in fields(config) if getattr(config, field.name)]
    if set_there:
        yield Line.good("Settings", f"config.toml is in order. It sets: {', '.join(set_there)}.")
    else:
        yield Line.good("Settings", "There are no settings of your own, and none are needed.")
