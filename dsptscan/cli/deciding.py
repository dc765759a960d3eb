"""What `accept`, `reopen` and `assign` have in common: the last scan of an account, and a fix of it by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsptscan.errors import WrongUsage

if TYPE_CHECKING:
    from dsptscan.decisions import Decision
    from dsptscan.model import Fix
    from dsptscan.store import History, Kept


def last_scan(account_name: str | None) -> tuple[History, Kept]:
    """The history, and the last scan of the account that is named, or of the only one. Raises WrongUsage."""
    from dsptscan.accounts import Accounts
    from dsptscan.cli.chosen import chosen
    from dsptscan.settings import Folders
    from dsptscan.store import History

    folders = Folders.of_user()
    names = (account_name,) if account_name is not None else ()
    (account,) = chosen(Accounts(folders), names, how="Name one with --account.")
    history = History(folders.data)
    return history, last_of(history, account.name)


def last_of(history: History, account: str) -> Kept:
    """The last scan of an account. Raises WrongUsage when there is none."""
    kept = history.last(account)
    if kept is None:
        raise WrongUsage(f"The account {account} has not been scanned yet.", f"Scan it: dsptscan scan {account}")
    return kept


def named_fix(kept: Kept, name: str) -> Fix:
    """The fix of a scan with that reference or id. Raises WrongUsage saying which there are."""
    fixes = kept.report.fixes
    for fix in fixes:
        if name in (fix.ref, fix.id):
            return fix
    names = ", ".join(fix.ref or f"{fix.id} ({fix.title})" for fix in fixes)
    raise WrongUsage(
        f"The last scan of the account {kept.report.account} has no fix {name}.",
        f"Name one of: {names}" if names else "Scan again: it found nothing to fix.",
    )


def accepted_under(kept: Kept, decisions: dict[str, Decision], name: str) -> str:
    """The id of the accepted fix with that reference or id. Raises WrongUsage saying which there are."""
    accepted = {fix_id: decision for fix_id, decision in decisions.items() if decision.because is not None}
    for fix_id, decision in accepted.items():
        if name in (fix_id, decision.ref):
            return fix_id
    names = ", ".join(decision.ref or fix_id for fix_id, decision in accepted.items())
    raise WrongUsage(
        f"Nothing is accepted under {name} for the account {kept.report.account}.",
        f"Name one of: {names}" if names else "Nothing is to be reopened.",
    )


def words(typed: str, what: str) -> str:
    """What was typed, on one line. Raises WrongUsage when nothing was."""
    told = " ".join(typed.encode("utf-8", "replace").decode("utf-8").split())
    if not told:
        raise WrongUsage(f"{what} is empty.", "Type it in quotes.")
    return told
