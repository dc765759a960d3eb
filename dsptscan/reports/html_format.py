"""The report as one HTML file that needs nothing else: no network, no script, no picture file.

All of it is ASCII, so that no console and no pipe can spoil it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dsptscan import __version__
from dsptscan.model import Report, in_words
from dsptscan.reports import fix_words, groups, pictures, progress, words
from dsptscan.reports.addresses import web_address
from dsptscan.reports.clean import visible


@dataclass(frozen=True, slots=True)
class Html:
    name: str = "html"
    needs_output: bool = False

    def render(self, report: Report, *, width: int, colour: bool) -> str:
        """A page of one report, for reading on any screen and for printing on A4."""
        return _page([report])

    def render_rollup(self, reports: Sequence[Report], *, width: int, colour: bool) -> str:
        """A table of all, with links to each report below it."""
        return _page(reports, together=True)


FORMAT = Html()


def _page(reports: Sequence[Report], *, together: bool = False) -> str:
    style = _templates().get_template("style.css").render()
    template = _templates().get_template("page.html")
    page = template.render(reports=reports, together=together, policy=_policy(style))
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("dsptscan.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "version": __version__,
        "in_words": in_words,
        "web_address": web_address,
        "words": words,
        "fix_words": fix_words,
        "groups": groups,
        "progress": progress,
        "pictures": pictures,
    }
    return made


def _shown(value: Any) -> Any:
    """Whatever a template puts out, made visible; the template escapes it after that."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(style: str) -> str:
    """What the browser lets the page do: show itself in this style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
