"""The scans of one command: of one account, or of several one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dsptscan.accounts import Account, Accounts
from dsptscan.cli.errors import BUG, keep_out, remark, tell, tell_bug, worst
from dsptscan.cli.progress import progress
from dsptscan.errors import DsptscanError, GuardStopped, SignInRefused, ToolkitUnavailable
from dsptscan.model import Report

if TYPE_CHECKING:
    from dsptscan.store import Keeper


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the scans of one command have in common."""

    accounts: Accounts
    today: date
    expected_mandatory: int | None
    words: Path | None
    own_guidance: Path | None
    sites: Mapping[str, tuple[str, ...]]
    keeper: Keeper
    visible: bool
    paced: bool

    def one(self, account: Account, prefix: str = "") -> tuple[list[Report], int]:
        """The report of one account and its exit code. Raises what went wrong."""
        password = keep_out(self.accounts.password(account.name))
        from dsptscan.scan import exit_code, scan_account

        with progress(prefix) as show:
            report = scan_account(
                account,
                password,
                today=self.today,
                expected_mandatory=self.expected_mandatory,
                words=self.words,
                own_guidance=self.own_guidance,
                expected_sites=self.sites.get(account.name.lower(), ()),
                keeper=self.keeper,
                visible=self.visible,
                paced=self.paced,
                progress=show,
            )
        return [report], exit_code(report)

    def several(self, chosen: list[Account]) -> tuple[list[Report], int]:
        """The reports that came about, and the worst exit code. What went wrong is told, and the rest goes on.

        A refused sign-in is never tried again under the same user name, for accounts lock; and a toolkit that does
        not answer, or a page that made the guard stop, is left alone.
        """
        reports: list[Report] = []
        codes: list[int] = []
        left_alone: dict[tuple[str, str | None], DsptscanError] = {}
        for account in chosen:
            user = account.username.lower()
            earlier = left_alone.get((account.url, None)) or left_alone.get((account.url, user))
            if earlier is not None:
                remark(f"{account.name}: not tried, after what happened to the account before.")
                codes.append(earlier.exit_code)
                continue
            try:
                found, code = self.one(account, f"{account.name}: ")
            except DsptscanError as error:
                tell(error, account.name)
                codes.append(error.exit_code)
                if isinstance(error, SignInRefused):
                    left_alone[account.url, user] = error
                elif isinstance(error, (GuardStopped, ToolkitUnavailable)):
                    left_alone[account.url, None] = error
            except Exception as error:  # a bug met in one account must not lose the reports of the others
                tell_bug(error, account.name)
                codes.append(BUG)
            else:
                reports += found
                codes.append(code)
        return reports, worst(codes)
