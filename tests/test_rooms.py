"""The rooms of the package stay apart: which module may import what, read from the import statements themselves."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "dsptscan"

# Only these rooms may import these libraries.
OWNERS = {
    "playwright": {"toolkit"},
    "bs4": {"reading"},
    "lxml": {"reading"},
    "jinja2": {"reports"},
    "markupsafe": {"reports"},
    "openpyxl": {"reports"},
    "sqlalchemy": {"store"},
    "sqlite3": {"store"},
    "alembic": {"store"},
    "apprise": {"notify"},
}

# What else of dsptscan a room may import. A room that is not named may import all but cli.
ROOM_MAY_IMPORT = {
    "toolkit": {"accounts", "errors", "model", "settings"},
    "reading": {"errors", "model"},
    "checks": {"errors", "guidance", "model", "past", "wording"},
    "guidance": {"errors", "model"},
    "reports": {"compare", "errors", "model"},
    "practice": {"errors", "model"},
    "doctor": {
        "account_file",
        "accounts",
        "daily",
        "errors",
        "guidance",
        "model",
        "reports",
        "scan",
        "settings",
        "store",
        "today",
        "toolkit",
        "vault",
    },
    "today": {"errors"},
    "schedule": {"atomic", "errors"},
    "notify": {"atomic", "errors", "vault"},
    "outbox": {"atomic", "errors", "model", "notify"},
    "daily": {"atomic", "compare", "errors", "model", "notify", "outbox", "reports", "schedule"},
    "store": {"atomic", "decisions", "errors", "model", "past", "vault", "wording"},
    "past": {"decisions", "model", "wording"},
    "compare": {"model", "past"},
    "narrowing": {"model"},
    "recall": {"checks", "decisions", "guidance", "model"},
    "decisions": {"model"},
    "wording": {"model"},
    "model": set[str](),
    "errors": set[str](),
}

# Pure rooms give the same result for the same input: nothing from disk, network, clock-keeping threads or keyring.
PURE = {"reading", "checks"}
IMPURE = {
    "asyncio",
    "ftplib",
    "glob",
    "http",
    "httpx",
    "io",
    "keyring",
    "logging",
    "multiprocessing",
    "os",
    "platformdirs",
    "playwright",
    "random",
    "requests",
    "secrets",
    "shutil",
    "smtplib",
    "socket",
    "sqlalchemy",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "urllib.request",
    "urllib3",
}

# `--help` must come at once, so a command imports these inside the functions that need them.
HEAVY = (
    "playwright",
    "bs4",
    "lxml",
    "keyring",
    "tabulate",
    "jsonschema",
    "sqlalchemy",
    "alembic",
    "jinja2",
    "openpyxl",
    "apprise",
)
HEAVY_ROOMS = {
    "checks",
    "collect",
    "daily",
    "doctor",
    "guidance",
    "practice",
    "reading",
    "recall",
    "scan",
    "schedule",
    "store",
    "toolkit",
    "vault",
}
# Not a command: it is a keyring, so it must know what one is, and the demo imports it when it runs.
NOT_A_COMMAND = {"dsptscan.cli.memory_keyring"}


@dataclass(frozen=True)
class Import:
    """One imported name, dotted and absolute. `at_top`: it is imported when the module itself is."""

    name: str
    at_top: bool

    @property
    def library(self) -> str:
        return self.name.partition(".")[0]

    @property
    def room(self) -> str | None:
        parts = self.name.split(".")
        return parts[1] if parts[0] == "dsptscan" and len(parts) > 1 else None


def room_of(module: str) -> str:
    """("dsptscan.reading.dates") -> "reading"; the package itself is ""."""
    return [*module.split("."), ""][1]


def imports(source: str, module: str, is_package: bool = False) -> Iterator[Import]:
    """Every import in the source of `module`, also inside functions and through importlib."""
    package = module if is_package else module.rpartition(".")[0]

    def visit(node: ast.AST, at_top: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, at_top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parents, *([base] if base else [])])
            yield from (Import(f"{base}.{alias.name}", at_top) for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func).rpartition(".")[2]
            if called in {"import_module", "__import__"} and isinstance(node.args[0].value, str):
                yield Import(node.args[0].value, at_top)
        for part in ast.iter_child_nodes(node):
            later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or (
                isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test) and part in node.body
            )
            yield from visit(part, at_top and not later)

    return visit(ast.parse(source), True)


def offences(source: str, module: str, is_package: bool = False) -> list[str]:
    """What in this module breaks a rule, in words; empty if nothing does."""
    room = room_of(module)
    found = []
    for item in imports(source, module, is_package):
        owners = OWNERS.get(item.library)
        if owners and room not in owners:
            found.append(f"{module} imports {item.name}: only {', '.join(sorted(owners))} may")
        if room in PURE and any(item.name == name or item.name.startswith(f"{name}.") for name in IMPURE):
            found.append(f"{module} imports {item.name}: {room} is pure")
        if item.room and item.room not in {room, "__version__"}:
            if room in ROOM_MAY_IMPORT and item.room not in ROOM_MAY_IMPORT[room]:
                found.append(f"{module} imports {item.name}: {room} must not know {item.room}")
            if item.room == "cli" and room != "__main__":
                found.append(f"{module} imports {item.name}: nothing imports cli")
        heavy = item.library in HEAVY or item.room in HEAVY_ROOMS
        if room == "cli" and item.at_top and heavy and module not in NOT_A_COMMAND:
            found.append(f"{module} imports {item.name} at the top: cli imports lazily")
    return found


def modules() -> list[tuple[str, Path]]:
    files = sorted(path for path in PACKAGE.rglob("*.py"))
    return [(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts), path) for path in files]


@pytest.mark.parametrize(("module", "path"), modules(), ids=[module for module, _ in modules()])
def test_every_module_keeps_to_its_room(module: str, path: Path) -> None:
    is_package = path.name == "__init__.py"
    assert offences(path.read_text("utf-8"), module.removesuffix(".__init__"), is_package) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("dsptscan.reading.list_page", "import playwright.sync_api"),
        ("dsptscan.reading.list_page", "from dsptscan.checks import order"),
        ("dsptscan.reading.list_page", "def read():\n    import os"),
        ("dsptscan.reading.list_page", "from urllib.request import urlopen"),
        ("dsptscan.checks.mandatory", "from bs4 import BeautifulSoup"),
        ("dsptscan.checks.mandatory", "from ..reading import words"),
        ("dsptscan.checks.mandatory", "from .. import reading"),
        ("dsptscan.reports.table", "from dsptscan.checks.order import rank"),
        ("dsptscan.reports.html_format", "from dsptscan.toolkit.paper import print_pdf"),
        ("dsptscan.cli.report", "def run():\n    import jinja2"),
        ("dsptscan.checks.mandatory", "import openpyxl"),
        ("dsptscan.toolkit.session", "from dsptscan import reading"),
        ("dsptscan.practice.server", "import importlib\nimportlib.import_module('dsptscan.toolkit.guard')"),
        ("dsptscan.scan", "import lxml.html"),
        ("dsptscan.scan", "import sqlite3"),
        ("dsptscan.store.history", "from dsptscan.checks.order import in_order"),
        ("dsptscan.store.history", "from dsptscan.settings import Folders"),
        ("dsptscan.checks.changed", "from dsptscan.store import History"),
        ("dsptscan.scan", "from .cli import main"),
        ("dsptscan.model", "from dsptscan.errors import WrongUsage"),
        ("dsptscan.schedule.cron", "from dsptscan.accounts import Accounts"),
        ("dsptscan.schedule.cron", "def show():\n    import keyring\n    from dsptscan.vault import Vault"),
        ("dsptscan.cli.scan", "from tabulate import tabulate"),
        ("dsptscan.cli.scan", "try:\n    import keyring\nexcept ImportError:\n    pass"),
        ("dsptscan.cli.scan", "from dsptscan.scan import scan"),
    ],
)
def test_a_made_up_offender_is_found(module: str, source: str) -> None:
    assert offences(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("dsptscan.reading.list_page", "from urllib.parse import urljoin\nfrom .words import Words\nimport bs4"),
        ("dsptscan.checks.mandatory", "from dsptscan.guidance import load\nfrom ..model import Fix"),
        ("dsptscan.cli.scan", "import click\ndef run():\n    import keyring\n    from dsptscan.scan import scan"),
        ("dsptscan.cli.scan", "if TYPE_CHECKING:\n    from dsptscan.accounts import Account"),
        ("dsptscan.__main__", "from dsptscan.cli import main"),
        ("dsptscan.reports.json_format", "from dsptscan import __version__"),
        ("dsptscan.reports.html_format", "from jinja2 import Environment"),
    ],
)
def test_what_is_allowed_is_not_found(module: str, source: str) -> None:
    assert offences(source, module) == []


def test_the_rooms_of_the_design_are_there() -> None:
    assert {"toolkit", "reading", "checks", "guidance", "reports", "practice", "store", "cli"} <= {
        room_of(module) for module, _ in modules()
    }


@pytest.mark.parametrize(
    "command",
    [
        "",
        "demo",
        "scan",
        "report",
        "explain",
        "account",
        "account add",
        "account check",
        "accept",
        "reopen",
        "assign",
        "schedule install",
        "notify add",
        "fixes",
        "history",
        "doctor",
    ],
)
def test_help_loads_nothing_heavy(command: str) -> None:
    """What the rules cannot see: a light import at the top that brings a heavy one with it."""
    code = (
        "import sys\n"
        "from dsptscan.cli import main\n"
        f"try:\n    main([*{command.split()!r}, '--help'])\nexcept SystemExit:\n    pass\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "Usage:" in run.stdout
    assert run.stderr.split() == []
