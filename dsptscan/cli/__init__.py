"""What a person types. Each group of commands has a file of its own, loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from dsptscan import __version__
from dsptscan.cli.errors import guarded

_COMMANDS = (
    "accept",
    "account",
    "assign",
    "capture",
    "certificate",
    "demo",
    "doctor",
    "explain",
    "fixes",
    "history",
    "notify",
    "reopen",
    "report",
    "scan",
    "schedule",
)


class Root(click.Group):
    """The group of all commands, with the one place where failures become words and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"dsptscan.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> None:
        ctx.exit(guarded(lambda: super(Root, self).invoke(ctx)))


@click.group(cls=Root, name="dsptscan")
@click.version_option(__version__, prog_name="dsptscan")
def main() -> None:
    """Check your own DSPT pages before you publish, and list what to fix first.

    dsptscan only reads. It never changes anything in the toolkit.
    """
