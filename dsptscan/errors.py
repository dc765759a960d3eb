"""What can go wrong, each with the exit code of the contract and the one thing to do next."""

from __future__ import annotations


class DsptscanError(Exception):
    """A failure a person can act on.

    `message` says in one sentence what happened, `next_step` the one thing to do about it.
    Neither ever holds a password, a cookie or an answer.
    """

    exit_code = 1

    def __init__(self, message: str, next_step: str) -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class WrongUsage(DsptscanError):
    """Something was asked for that cannot be done as asked."""

    exit_code = 2


class NotSetUp(DsptscanError):
    """No account, browser or usable keyring, or a broken settings file."""

    exit_code = 3


class SignInRefused(DsptscanError):
    """The toolkit did not accept the user name and password, or the account is locked."""

    exit_code = 4


class PersonNeeded(DsptscanError):
    """The toolkit wants something only a person may do: a second factor, terms, a choice."""

    exit_code = 5


class ToolkitUnavailable(DsptscanError):
    """The toolkit did not answer, or answered with an error page."""

    exit_code = 6


class NoConnection(ToolkitUnavailable):
    """There is no way to the toolkit now: no network yet, or nobody at home. Worth another try in a while."""


class CannotTell(DsptscanError):
    """What was asked for could not be read from the toolkit's pages."""

    exit_code = 7


class GuardStopped(DsptscanError):
    """The read-only guard stopped a request that could have changed something."""

    exit_code = 8
