"""`dsptscan capture`: redacted copies of the toolkit's pages, for a report of a page that cannot be read."""

from __future__ import annotations

from pathlib import Path

import click

from dsptscan.cli.errors import remark
from dsptscan.errors import WrongUsage

SHOWN = 12  # differences that are told one by one


@click.command(name="capture")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.argument("name", metavar="[ACCOUNT]", required=False)
@click.option(
    "--pages",
    metavar="SAVED",
    type=click.Path(path_type=Path),
    help="Redact pages you saved yourself. Needs no account.",
)
@click.option("--visible", is_flag=True, help="Show the browser, and wait for you where signing in needs a person.")
@click.option("--pace", type=click.Choice(["on", "off"]), default="on", help="off: no pauses; for this computer only.")
def command(folder: Path, name: str | None, pages: Path | None, visible: bool, pace: str) -> int:
    """Save redacted copies of your toolkit pages in FOLDER, which must be new or empty.

    The site's own words stay; answers, names, codes and everything else become x and 0. What was kept is printed.
    Nothing is sent.
    """
    from dsptscan.cli.output import put_out
    from dsptscan.settings import Folders, load_config

    if pages is not None and name:
        raise WrongUsage("Saved pages need no account.", "Give either --pages or an account.")
    folders = Folders.of_user()
    words = load_config(folders).words
    if pages is not None:
        from dsptscan.capture import capture_pages

        captured = capture_pages(folder, pages, words=words)
    else:
        from dsptscan.accounts import Accounts
        from dsptscan.cli.chosen import chosen, is_paced
        from dsptscan.cli.progress import progress

        accounts = Accounts(folders)
        (account,) = chosen(accounts, (name,) if name else (), how="Name one after FOLDER.")
        paced = is_paced(pace, [account])

        from dsptscan.capture import capture_account
        from dsptscan.cli.attended import signing_in

        with signing_in(accounts, folders, account) as (password, attendance), progress() as show:
            captured = capture_account(
                account,
                password,
                folder,
                words=words,
                visible=visible,
                paced=paced,
                progress=show,
                attendance=attendance,
            )
    put_out(captured.kept, None)
    remark(f"{captured.pages} redacted {'copy is' if captured.pages == 1 else 'copies are'} in {folder}.")
    _tell_differences(captured.differences)
    remark("What was kept is printed above and saved as kept.txt; form.md has questions for you.")
    remark("Nothing has been sent. Look through the copies before you give them to anybody.")
    return 0


def _tell_differences(differences: tuple[str, ...]) -> None:
    if not differences:
        remark("The copies read the same as the pages.")
        return
    remark("The copies do not read the same as the pages in:")
    for line in differences[:SHOWN]:
        remark(f"  {line}")
    if len(differences) > SHOWN:
        remark(f"  and {len(differences) - SHOWN} more; all are in form.md")
