"""The scans of one command: of one account, or of several one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dsptscan.accounts import Account, Accounts
from dsptscan.cli.attended import signing_in
from dsptscan.cli.errors import BUG, remark, tell, tell_bug, worst
from dsptscan.cli.progress import progress
from dsptscan.errors import DsptscanError, GuardStopped, SignInRefused, ToolkitUnavailable
from dsptscan.model import Report
from dsptscan.settings import Folders

if TYPE_CHECKING:
    from dsptscan.aftermath import Certificates
    from dsptscan.daily.run import Daily
    from dsptscan.store import Keeper


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the scans of one command have in common."""

    accounts: Accounts
    folders: Folders
    today: date
    expected_mandatory: int | None
    words: Path | None
    own_guidance: Path | None
    sites: Mapping[str, tuple[str, ...]]
    keeper: Keeper
    certificates: Certificates
    visible: bool
    paced: bool
    daily: Daily | None = None

    def all(self, chosen: list[Account]) -> tuple[list[Report], int]:
        """The reports and the exit code of all these accounts. Raises what went wrong with the only one."""
        return self.several(chosen) if len(chosen) > 1 else self.one(chosen[0])

    def one(self, account: Account, prefix: str = "") -> tuple[list[Report], int]:
        """The report of one account and its exit code. Raises what went wrong."""
        if self.daily is None:
            report = self._scanned(account, prefix, None)
        else:
            report = self.daily.run(account.name, lambda before: self._scanned(account, prefix, before))
        from dsptscan.scan import exit_code

        return [report], exit_code(report)

    def _scanned(self, account: Account, prefix: str, before: Report | None) -> Report:
        """A scan. What has not changed since the scan `before` may be left closed."""
        from dsptscan.scan import scan_account

        attended = signing_in(self.accounts, self.folders, account, prefix=prefix)
        shown = progress(prefix, quiet=self.daily is not None)
        with self.keeper.only_scan(account.name), attended as (password, attendance), shown as show:
            return scan_account(
                account,
                password,
                today=self.today,
                expected_mandatory=self.expected_mandatory,
                words=self.words,
                own_guidance=self.own_guidance,
                expected_sites=self.sites.get(account.name.lower(), ()),
                keeper=self.keeper,
                certificates=self.certificates,
                visible=self.visible,
                paced=self.paced,
                before=before,
                progress=show,
                attendance=attendance,
            )

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
                if self.daily is not None:
                    self.daily.left_alone(account.name, earlier)
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
