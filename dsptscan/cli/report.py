"""`dsptscan report`: the last scan as a web page, to read, to print and to hand on."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dsptscan.cli.errors import remark
from dsptscan.errors import WrongUsage


@click.command(name="report")
@click.option("--account", "account_name", metavar="NAME", help="Which account, if there are several.")
@click.option("--all", "every", is_flag=True, help="The last scan of every account, on one page.")
@click.option("--open", "show", is_flag=True, help="Show the report in your browser.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Save the page instead of printing it.")
@click.option("--pdf", metavar="FILE", type=click.Path(path_type=Path), help="Save it as PDF, ready to print on A4.")
@click.option("--today", metavar="YYYY-MM-DD", help="The date to count from.  [default: today in London]")
def command(
    account_name: str | None, every: bool, show: bool, output: Path | None, pdf: Path | None, today: str | None
) -> int:
    """Make a page of the last scan: verdict, progress, and the fixes with room for who and when.

    The page is one file that needs no internet. Nothing is scanned.
    """
    from dsptscan.cli.days import chosen_day
    from dsptscan.cli.last import last_reports
    from dsptscan.cli.output import FILE_WIDTH, check_output, put_out
    from dsptscan.cli.support import Support
    from dsptscan.guidance import shelf
    from dsptscan.reports import find
    from dsptscan.settings import Folders, load_config

    day = chosen_day(today)
    for path in (output, pdf):
        if path is not None:
            check_output(path)
    if sys.stdout.isatty() and not (show or output or pdf):
        raise WrongUsage("The report is a web page, which a terminal cannot show.", "Add --open, or --output FILE.")
    folders = Folders.of_user()
    config = load_config(folders)
    support = Support.of(config.support, more=False)
    found, unscanned = last_reports(folders, account_name, every=every, today=day, shelf=shelf(config.guidance))
    reports, form = support.below(found), find("html")
    if len(reports) + len(unscanned) > 1:
        page = form.render_rollup(reports, width=FILE_WIDTH, colour=False)
    else:
        page = form.render(reports[0], width=FILE_WIDTH, colour=False)
    if show and output is None:
        output = _place(folders.data, "reports" if every else f"report-{reports[0].account}")
    if output is not None or pdf is None:
        put_out(page, output)
    if pdf is not None:
        from dsptscan.toolkit.paper import print_pdf

        put_out(print_pdf(str(page)), pdf)
    for name in unscanned:
        remark(f"{name}: not scanned yet.")
    for path in (output, pdf):
        if path is not None:
            remark(f"Saved as {path}.")
    if show and output is not None:
        _open(output)
    return 0


def _place(data: Path, name: str) -> Path:
    """A place for the page that stays: a browser may load it again long after this command has ended."""
    from dsptscan.atomic import private_folder

    folder = data / "reports"
    try:
        private_folder(folder)
    except OSError as error:
        raise WrongUsage(f"The folder {folder} cannot be made ({error.strerror}).", "Use --output FILE.") from None
    return folder / f"{name}.html"


def _open(path: Path) -> None:
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        remark("No browser could be started. Open the file yourself.")
