"""`dsptscan certificate`: save the certificate of this year's publication."""

from __future__ import annotations

from pathlib import Path

import click

from dsptscan.cli.errors import remark
from dsptscan.errors import WrongUsage


@click.command(name="certificate")
@click.option("--account", "name", metavar="A", help="Which account, where there are several.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Save it there as well.")
@click.option("--visible", is_flag=True, help="Show the browser, and wait for you where signing in needs a person.")
@click.option("--pace", type=click.Choice(["on", "off"]), default="on", help="off: no pauses; for this computer only.")
def command(name: str | None, output: Path | None, visible: bool, pace: str) -> int:
    """Save the certificate of this year's publication. Nothing is changed in the toolkit."""
    from dsptscan.accounts import Accounts
    from dsptscan.aftermath import Certificates
    from dsptscan.cli.attended import signing_in
    from dsptscan.cli.chosen import chosen, is_paced
    from dsptscan.cli.output import check_output, put_out
    from dsptscan.cli.progress import progress
    from dsptscan.settings import Folders, load_config

    if output is not None:
        check_output(output)
    folders = Folders.of_user()
    accounts = Accounts(folders)
    (account,) = chosen(accounts, (name,) if name else (), how="Name one with --account.")
    paced = is_paced(pace, [account])

    from dsptscan.certificate import fetch_certificate

    words = load_config(folders).words
    with signing_in(accounts, folders, account) as (password, attendance), progress() as show:
        year, content = fetch_certificate(
            account,
            password,
            words=words,
            visible=visible,
            paced=paced,
            progress=show,
            attendance=attendance,
        )
    try:
        place = Certificates.of(folders).save(account.name, year, content)
    except OSError as error:
        raise WrongUsage(
            f"The certificate could not be saved ({error.strerror}).", "Check that the disk is not full."
        ) from None
    if output is not None:
        put_out(content, output)
    remark(f"The certificate of {year} is saved as {output or place}.")
    return 0
