"""`dsptscan accept`: a fix that is to wait, with the reason."""

from __future__ import annotations

from dataclasses import replace

import click

from dsptscan.cli.errors import remark


@click.command(name="accept")
@click.argument("ref")
@click.option("--because", required=True, metavar="TEXT", help="Why it may wait, for whoever reads the table.")
@click.option("--until", metavar="YYYY-MM-DD", help="The last day it may wait.  [default: until you reopen it]")
@click.option("--account", "account_name", metavar="NAME", help="Which account, if there are several.")
def command(ref: str, because: str, until: str | None, account_name: str | None) -> int:
    """Accept a fix for now: it is still checked, but stands apart, with your reason.

    REF is the number of the question, like 1.1.5, or the id of the fix. A mandatory question that is not complete stops
    you from publishing all the same. With a new toolkit year nothing is accepted any more.
    """
    from dsptscan.cli.days import chosen_day, typed_day
    from dsptscan.cli.deciding import last_scan, named_fix, words
    from dsptscan.decisions import Decision
    from dsptscan.model import in_words

    reason, last_day = words(because, "The reason"), typed_day(until, "--until") if until is not None else None
    history, kept = last_scan(account_name)
    fix = named_fix(kept, ref.strip())
    before = history.decisions(kept).get(fix.id, Decision(ref=fix.ref))
    history.decide(kept, fix.id, replace(before, because=reason, until=last_day))
    name = fix.ref or fix.id
    how_long = f"until {in_words(last_day)}" if last_day else f"until you reopen it (dsptscan reopen {name})"
    remark(f"{name} is accepted for now, {how_long}. It is still checked, and stands apart in the table.")
    if fix.stops_publishing:
        remark("It still stops you from publishing.")
    if last_day and last_day < chosen_day(None):
        remark("That day has passed, so today it counts as open.")
    return 0
