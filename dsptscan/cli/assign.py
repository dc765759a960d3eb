"""`dsptscan assign`: who takes care of a fix."""

from __future__ import annotations

from dataclasses import replace

import click

from dsptscan.cli.errors import remark


@click.command(name="assign")
@click.argument("ref")
@click.argument("person")
@click.option("--due", metavar="YYYY-MM-DD", help="The day by which it is to be done.")
@click.option("--account", "account_name", metavar="NAME", help="Which account, if there are several.")
def command(ref: str, person: str, due: str | None, account_name: str | None) -> int:
    """Note that PERSON takes care of a fix. It stands in the table; nobody is told.

    REF is the number of the question, like 1.1.5, or the id of the fix. To change the person or the day, assign it
    again.
    """
    from dsptscan.cli.days import typed_day
    from dsptscan.cli.deciding import last_scan, named_fix, words
    from dsptscan.decisions import Decision
    from dsptscan.model import in_words

    who, day = words(person, "The person"), typed_day(due, "--due") if due is not None else None
    history, kept = last_scan(account_name)
    fix = named_fix(kept, ref.strip())
    before = history.decisions(kept).get(fix.id, Decision(ref=fix.ref))
    history.decide(kept, fix.id, replace(before, person=who, due=day))
    remark(f"{who} takes care of {fix.ref or fix.id}{f', by {in_words(day)}' if day else ''}.")
    return 0
