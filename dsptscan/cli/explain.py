"""`dsptscan explain`: what is known of a question, or of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dsptscan.errors import WrongUsage

if TYPE_CHECKING:
    from dsptscan.guidance import Shelf, YearGuidance


@click.command(name="explain")
@click.argument("ref", required=False)
@click.option("--year", metavar="2025-26", help="The toolkit year.  [default: the one that is open today]")
def command(ref: str | None, year: str | None) -> int:
    """Say what is known of a question: what to do, usual evidence, usual mistakes, effort.

    REF is the number of the question, like 1.1.5. Without it all questions are listed.
    """
    from dsptscan import guidance
    from dsptscan.cli.days import chosen_day
    from dsptscan.cli.output import put_out, terminal
    from dsptscan.guidance import telling
    from dsptscan.guidance.support import support_lines
    from dsptscan.reports import explained
    from dsptscan.settings import Folders, load_config

    ref = ref.strip() if ref is not None else None
    if ref is not None and not guidance.is_reference(ref):
        raise WrongUsage("That is not the number of a question.", "Write it with its three parts, for example 1.1.5.")
    year = year.strip().replace("/", "-") if year is not None else None
    if year is not None and not guidance.is_year(year):
        raise WrongUsage("The year after --year is not a toolkit year.", "Write it as 2025-26.")
    config = load_config(Folders.of_user())
    shelf = guidance.shelf(config.guidance)
    known = _known(shelf, year or shelf.year_on(chosen_day(None)))
    warning, (width, _) = telling.warning(known), terminal()
    if ref is None:
        result = explained.render_list(
            f"Questions known of the toolkit of {known.year}",
            warning,
            telling.listed(known),
            "The toolkit decides which questions there are; this list may lack some. More about one of them, for"
            " example: dsptscan explain 3.2.1",
            width=width,
        )
    elif ref in known.questions:
        parts = [(part.heading, part.items) for part in telling.explained(known, known.questions[ref])]
        support = support_lines(config.support)
        result = explained.render(telling.title(known, ref), warning, parts, support, width=width)
    else:
        raise WrongUsage(
            f"Nothing is known of a question {ref} in the toolkit of {known.year}.",
            "List the questions that are known with: dsptscan explain",
        )
    put_out(result, None)
    return 0


def _known(shelf: Shelf, year: str) -> YearGuidance:
    known = shelf.of(year)
    if known is None or not known.questions:
        there = ", ".join(sorted(year for year, guidance in shelf.years.items() if guidance.questions))
        raise WrongUsage(f"No questions of the toolkit of {year} are known.", f"Choose another --year: {there}.")
    return known
