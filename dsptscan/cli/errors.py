"""Failures as words on standard error, and as exit codes."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable

import click

from dsptscan.cli.ending import code_of, ended_by_signals
from dsptscan.cli.hiding import forget, keep_out, without_secrets
from dsptscan.errors import DsptscanError
from dsptscan.reports.clean import clean

__all__ = ["BUG", "guarded", "keep_out", "remark", "tell", "tell_bug", "worst"]

BUG = 1

# Which code tells of several accounts, first that applies.
_WORST_FIRST = (8, 2, 3, BUG, 4, 5, 6, 7, 11, 10, 0)


def worst(codes: list[int]) -> int:
    """The exit code of several accounts. A code outside the contract counts as a bug."""
    return min((code if code in _WORST_FIRST else BUG for code in codes), key=_WORST_FIRST.index, default=0)


def guarded(run: Callable[[], object]) -> int:
    """The exit code of `run`, which gives its own as an int; every failure is told on standard error."""
    forget()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that lacks a letter is no reason to fail
    try:
        with ended_by_signals():
            result = run()
    except DsptscanError as error:
        tell(error)
        return error.exit_code
    except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
        raise  # click has its own words for these
    except (click.Abort, KeyboardInterrupt) as stop:
        remark("Stopped. Nothing was changed in the toolkit.")
        return code_of(stop)
    except Exception as error:  # whatever is left is a bug in dsptscan, and must not print what it held
        tell_bug(error)
        return BUG
    return result if isinstance(result, int) else 0


def tell(error: DsptscanError, about: str | None = None) -> None:
    """What happened and the one thing to do next. `about` names the account when there are several."""
    if os.environ.get("DSPTSCAN_TRACEBACK") == "1":
        _trace(error)
    remark(f"{about}: {error.message}" if about else error.message)
    remark(f"What to do: {error.next_step}")


def tell_bug(error: Exception, about: str | None = None) -> None:
    """A failure nobody foresaw: its kind only, and the whole trace when asked for."""
    if os.environ.get("DSPTSCAN_TRACEBACK") == "1":
        _trace(error)
    where = f"{about}: " if about else ""
    remark(f"{where}Something went wrong inside dsptscan ({type(error).__name__}). This is a bug.")
    remark("What to do: set DSPTSCAN_TRACEBACK=1, run the same command again, and report what it prints.")


def remark(text: str) -> None:
    """One line on standard error, safe to print."""
    click.echo(clean(without_secrets(text)), err=True)


def _trace(error: BaseException) -> None:
    click.echo(without_secrets("".join(traceback.format_exception(error))), err=True)
