"""The story of a certificate: sign in, see that this year is published, save what the link leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dsptscan.collect import judge_with, read_lists
from dsptscan.errors import CannotTell, WrongUsage
from dsptscan.reading.assemble import assemble
from dsptscan.scan import load_words, opening_days
from dsptscan.verdict import published_this_year

if TYPE_CHECKING:
    from pathlib import Path

    from dsptscan.accounts import Account
    from dsptscan.toolkit.session import Attendance

Progress = Callable[[str, int, int], None]


def fetch_certificate(
    account: Account,
    password: str,
    *,
    words: Path | None,
    visible: bool,
    paced: bool,
    progress: Progress,
    attendance: Attendance,
) -> tuple[str, bytes]:
    """The toolkit year and the certificate of this year's publication.

    Raises WrongUsage when nothing is published yet, CannotTell when no certificate is offered, else as a scan does.
    """
    from dsptscan.toolkit.session import open_session

    known = load_words(words)
    progress("Signing in", 0, 1)
    with open_session(
        account, password, judge=judge_with(known), visible=visible, paced=paced, attendance=attendance
    ) as session:
        progress("Signing in", 1, 1)
        reading = assemble(read_lists(session, known, progress).pages, opening_days())
        year, said = reading.assessment.year, reading.publication
        if year is None or said is None or not published_this_year(reading):
            what = f"The assessment of {year}" if year else "This year's assessment"
            raise WrongUsage(
                f"{what} is not published as far as the pages show, so there is no certificate.",
                "Publish it in the toolkit, then try again.",
            )
        if said.certificate is None:
            raise CannotTell(
                "The assessment is published, but no link to its certificate was found.",
                "Open the certificate in your own browser and save it from there.",
            )
        progress("Saving the certificate", 0, 1)
        content = session.download(said.certificate, text="certificate")
        progress("Saving the certificate", 1, 1)
    return year, content
