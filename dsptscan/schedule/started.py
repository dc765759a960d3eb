"""How Task Scheduler starts dsptscan: it cannot set variables for a task, so this does, and then runs the command.

`python -m dsptscan.schedule.started NAME=value ... -- scan --scheduled --all`
"""

from __future__ import annotations

import os
import re
import runpy
import sys

from dsptscan.schedule.job import Job

MODULE = "dsptscan.schedule.started"


def words_with(job: Job) -> tuple[str, ...]:
    """The job's command; by way of this module where it needs variables."""
    command = job.command()
    if not job.environment:
        return command
    told = [f"{name}={value}" for name, value in job.environment]
    return (*job.program[:-1], MODULE, *told, "--", *command[len(job.program) :])


def taken_apart(words: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, str]]:
    """The command and the variables in what `words_with` gave."""
    if MODULE not in words:
        return words, {}
    at, end = words.index(MODULE), words.index("--")
    told = (word.partition("=") for word in words[at + 1 : end])
    return (*words[:at], "dsptscan", *words[end + 1 :]), {name: value for name, _, value in told}


def split(line: str) -> list[str]:
    """The words of a Windows command line, as its programs split it: a backslash counts before a quote only."""
    words: list[str] = []
    word: str | None = None
    quoted = False
    for found in re.finditer(r'(\\*)(")|([ \t])|(\\+|[^\\" \t]+)', line):
        backslashes, quote, blank, text = found.groups()
        if blank and not quoted:
            words += [] if word is None else [word]
            word = None
        elif quote:
            word = (word or "") + "\\" * (len(backslashes) // 2)
            if len(backslashes) % 2:
                word += '"'
            else:
                quoted = not quoted
        else:
            word = (word or "") + (blank or text)
    return words + ([] if word is None else [word])


if __name__ == "__main__":
    end = sys.argv.index("--")
    for word in sys.argv[1:end]:
        name, _, value = word.partition("=")
        os.environ[name] = value
    sys.argv[1:] = sys.argv[end + 1 :]
    runpy.run_module("dsptscan", run_name="__main__")
