"""The story of a scan, on one page: sign in, read, check, order, save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dsptscan import guidance
from dsptscan.aftermath import Aftermath, Certificates
from dsptscan.checks.interface import Situation
from dsptscan.checks.order import in_order
from dsptscan.checks.run import find_fixes
from dsptscan.decisions import decided
from dsptscan.errors import NotSetUp
from dsptscan.guidance.years import deadline_of
from dsptscan.model import Problem, Publication, Question, Reading, Report, in_words
from dsptscan.past import Past, first_found, with_wording
from dsptscan.reading.assemble import assemble
from dsptscan.reading.own_words import with_own
from dsptscan.reading.page import read_page
from dsptscan.reading.publication import choose_publication
from dsptscan.reading.words import Words, bundled
from dsptscan.saved_pages import load_pages
from dsptscan.verdict import exit_code, judge, published_this_year

if TYPE_CHECKING:
    from dsptscan.accounts import Account
    from dsptscan.store import Keeper
    from dsptscan.toolkit.session import Attendance

__all__ = ["check_account", "deadline_of", "exit_code", "scan_account", "scan_pages"]

Progress = Callable[[str, int, int], None]


def scan_pages(
    folder: Path,
    *,
    today: date,
    expected_mandatory: int | None = None,
    words: Path | None = None,
    own_guidance: Path | None = None,
) -> Report:
    """Scan saved pages: no account, no network, no browser. Raises WrongUsage for a folder without pages."""
    known = load_words(words)
    shelf = guidance.shelf(own_guidance)
    reading = assemble([read_page(page, known) for page in load_pages(folder)], opening_days(shelf))
    return report_on(reading, today=today, source="pages", account=None, confirmed=expected_mandatory, shelf=shelf)


def scan_account(
    account: Account,
    password: str,
    *,
    today: date,
    expected_mandatory: int | None = None,
    words: Path | None = None,
    own_guidance: Path | None = None,
    visible: bool = False,
    paced: bool = True,
    expected_sites: tuple[str, ...] = (),
    keeper: Keeper | None = None,
    certificates: Certificates | None = None,
    before: Report | None = None,
    progress: Progress,
    attendance: Attendance | None = None,
) -> Report:
    """Scan an account's own toolkit pages through the browser, and save the scan where there is a `keeper`.

    `certificates` tells whether the certificate was saved. `before` is the last scan: with it, only those questions are
    opened of which something may have changed since.

    Raises what went wrong with its exit code.
    """
    from dsptscan.collect import collect
    from dsptscan.recollection import Recollection

    known = load_words(words)
    shelf = guidance.shelf(own_guidance)

    def judged(reading: Reading, public: tuple[Publication, ...] | None = None) -> Report:
        return report_on(
            replace(reading, problems=(*reading.problems, *_of_another(account, reading))),
            today=today,
            source="toolkit",
            account=account.name,
            confirmed=expected_mandatory or account.expected_mandatory,
            shelf=shelf,
            expected_sites=expected_sites,
            past=keeper.past(account.name, reading) if keeper else None,
            aftermath=Aftermath(public=public, certificate_saved=_kept(certificates, account, reading)),
        )

    recollection = Recollection(before, today, opening_days(shelf), lambda reading: judged(reading).verdict == "ready")
    collected = collect(
        account,
        password,
        known,
        visible=visible,
        paced=paced,
        progress=progress,
        sparing=recollection,
        attendance=attendance,
    )
    report = judged(recollection.assembled(collected), collected.public)
    return keeper.keep(report) if keeper else report


def check_account(
    account: Account, password: str, *, visible: bool = False, attendance: Attendance | None = None
) -> str:
    """Sign in and do nothing else. Returns a sentence saying where it landed."""
    from dsptscan.collect import check_sign_in

    return check_sign_in(account, password, load_words(None), visible=visible, attendance=attendance)


def _of_another(account: Account, reading: Reading) -> tuple[Problem, ...]:
    """A problem when the pages are those of another organisation than the account's settings name."""
    shown = reading.organisation.code
    if account.organisation is None or shown is None or shown == account.organisation:
        return ()
    detail = f"These are the pages of {shown}, but the account is set to {account.organisation}."
    return (Problem(kind="another_organisation", detail=detail),)


def _kept(certificates: Certificates | None, account: Account, reading: Reading) -> bool | None:
    """Whether the certificate was saved; not known unless a page offers it."""
    year, said = reading.assessment.year, reading.publication
    if certificates is None or year is None or said is None or said.certificate is None:
        return None
    return certificates.saved(account.name, year) is not None


def report_on(
    reading: Reading,
    *,
    today: date,
    source: Literal["toolkit", "pages"],
    account: str | None,
    confirmed: int | None,
    shelf: guidance.Shelf | None = None,
    expected_sites: tuple[str, ...] = (),
    past: Past | None = None,
    aftermath: Aftermath | None = None,
) -> Report:
    """Judge what was read: verdict, fixes, order.

    `shelf` is what is known beforehand; by default what is bundled. `past` is what earlier scans found, None where
    nothing is remembered. `aftermath` is what is known of a publication beyond the pages.
    """
    shelf = shelf or guidance.shelf()
    year = reading.assessment.year
    known = shelf.of(year)
    if known:
        known = known.fitting(reading.questions)
    reading, planned = _without_what_is_still_to_come(reading, today)
    reading = replace(reading, questions=tuple(_with_guidance(q, known) for q in reading.questions))
    wordings = (past or Past()).worded(reading.questions, today, year)
    reading = replace(reading, questions=tuple(with_wording(q, wordings) for q in reading.questions))
    judgement = judge(reading, confirmed, known, past.whole if past else None)
    reading = replace(reading, problems=judgement.problems)
    deadline = deadline_of(year, today)
    situation = Situation(
        reading=reading,
        today=today,
        deadline=deadline,
        opened=shelf.opened(year) if year else None,
        guidance=known,
        published=published_this_year(reading),
        ready=judgement.verdict == "ready",
        certificate_saved=aftermath.certificate_saved if aftermath else None,
        public_status=_public_status(aftermath, year, shelf),
        expected_sites=expected_sites,
        wordings=wordings.of,
    )
    remarks = (*reading.remarks, *planned, *judgement.remarks)
    if year is None:
        remarks += (f"The toolkit year could not be read; {in_words(deadline)} is taken as the deadline.",)
    if wordings.passed_over:
        remarks += (wordings.remark,)
    if known and known.borrowed_from:
        remarks += (
            f"Nothing is known beforehand of the toolkit of {year}: the hints are those of {known.borrowed_from}, and"
            " only the page tells which questions are new or changed.",
        )
    scanned_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    fixes = first_found(find_fixes(situation), past, scanned_at)
    fixes = decided(fixes, past.decisions if past else {}, today)
    return Report(
        scanned_at=scanned_at,
        today=today,
        source=source,
        account=account,
        organisation=reading.organisation,
        assessment=reading.assessment,
        deadline=deadline,
        verdict=judgement.verdict,
        verdict_because=judgement.because,
        counts=judgement.counts,
        questions=reading.questions,
        fixes=in_order(fixes, deadline, known),
        sites=reading.sites,
        publication=reading.publication,
        problems=reading.problems,
        remarks=remarks,
        course=past.course if past else (),
        count_known=judgement.count_known,
    )


def _public_status(aftermath: Aftermath | None, year: str | None, shelf: guidance.Shelf) -> str | None:
    """What the public search shows first, in the words of the toolkit; "" for nothing, None where nobody looked."""
    if aftermath is None or aftermath.public is None:
        return None
    chosen = choose_publication(list(aftermath.public), year, opening_days(shelf))
    return (chosen.status if chosen else None) or ""


def _without_what_is_still_to_come(reading: Reading, today: date) -> tuple[Reading, tuple[str, ...]]:
    """A publication on a day after today is a plan; with a remark on it."""
    day = reading.publication.published_on if reading.publication else None
    if day is None or day <= today:
        return reading, ()
    said = f"The pages name {in_words(day)} as the day of publication. That is still to come, so it counts as a plan."
    return replace(reading, publication=None), (said,)


def _with_guidance(question: Question, known: guidance.YearGuidance | None) -> Question:
    """What the page does not say of new and changed questions, the guidance may."""
    told = known.questions.get(question.ref) if known else None
    if known is None or told is None or known.borrowed_from or question.new_or_changed is not None:
        return question
    if told.new_in == known.year or told.changed_in == known.year:
        novelty: Literal["new", "changed"] = "new" if told.new_in == known.year else "changed"
        said = (
            f"{novelty} in {known.year} by what is known of social care ({told.confidence} confidence), not by the page"
        )
        return replace(question, new_or_changed=novelty, because=(*question.because, said))
    return question


def opening_days(shelf: guidance.Shelf | None = None) -> dict[str, date]:
    """When each toolkit year opened; 1 September where nothing better is known."""
    shelf = shelf or guidance.shelf()
    return {year: shelf.opened(year) for year in map(guidance.year_from, range(2018, 2060))}


def load_words(own: Path | None) -> Words:
    """The words the reader knows, with a person's own file over them. Raises NotSetUp for a broken file."""
    if own is None:
        return bundled()
    try:
        text = own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise NotSetUp(
            f"Your words file {own} cannot be read.", "Save it there as UTF-8 text, or take `words` out of config.toml."
        ) from None
    return with_own(text, own.name)
