"""Several sites: those that are left out of this submission, and those expected that no list names."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation
from dsptscan.model import Site

_MANY = 5  # codes that a sentence can hold


def find(situation: Situation) -> list[Finding]:
    """Leaving a site out never stops the toolkit from publishing. What is not known to be left out is no finding."""
    reading = situation.reading
    found = [_left_out(site, situation.published) for site in reading.sites if site.included is False]
    listed = {site.code for site in reading.sites} | {reading.organisation.code}
    missing = [code for code in dict.fromkeys(situation.expected_sites) if code not in listed]
    if missing and not reading.sites:
        return [_no_list(missing)]
    return found + [_not_listed(code) for code in missing]


def _left_out(site: Site, published: bool) -> Finding:
    name = f"{site.name} ({site.code})" if site.name else f"Site {site.code}"
    unless = "unless it publishes for itself or has closed"
    if published:
        why = "Your assessment is published, but not for this site, so the public search does not show it as published."
        do = f"Open your assessment, publish it again and choose this site in the list of sites as well, {unless}."
    else:
        why = "The toolkit does not include this site in your submission, and a site left out stays unpublished."
        do = f"When you publish, choose this site in the list of sites as well, {unless}."
    said = f' Of its publication the toolkit says: "{site.published}".' if site.published else ""
    return _finding(site.code, f"{name} is not included", why + said, do)


def _not_listed(code: str) -> Finding:
    title = f"Site {code} is not in the toolkit's list"
    why = "Your settings name this site, but no list of sites that was read has it, so nobody can choose it there."
    do = (
        "Look at the list of sites in the toolkit; if this one is missing there, ask the toolkit's helpdesk to add it,"
        " or take it out of your settings if it has closed."
    )
    return Finding(check="sites", title=title, why=why, do=do, effort="days", key=code)


def _no_list(codes: list[str]) -> Finding:
    """One finding for all: that no list was seen says nothing of any one site."""
    named = ", ".join(codes) if len(codes) <= _MANY else f"{', '.join(codes[:_MANY])} and {len(codes) - _MANY} more"
    why = f"Your settings name sites ({named}), but no page that was read lists any."
    do = "Open the list of sites in the toolkit, or the one it shows when you publish, and see that each is included."
    return _finding("list", "See whether all your sites are included", why, do)


def _finding(key: str, title: str, why: str, do: str) -> Finding:
    return Finding(check="sites", title=title, why=why, do=do, effort="minutes", key=key)
