"""After publishing: the certificate kept, and the public search showing what was published."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation


def find(situation: Situation) -> list[Finding]:
    """Only what can be known: None in the situation means that nobody looked."""
    said = situation.reading.publication
    if not situation.published or said is None:
        return []
    found = []
    if situation.certificate_saved is False:
        found.append(
            Finding(
                check="share",
                title="Save your certificate",
                why="Your assessment is published, and its certificate has not been saved yet.",
                do="Save it with: dsptscan certificate. If you have it already, say so with:"
                ' dsptscan accept share-certificate --because "I have it".',
                url=said.certificate,
                effort="minutes",
                key="certificate",
            )
        )
    public = situation.public_status
    if public is not None and public.casefold() != (said.status or "").casefold():
        shows = f'shows "{public}"' if public else "does not show you"
        found.append(
            Finding(
                check="share",
                title="The public search shows something else",
                why=f'The toolkit says "{said.status}", but its public search {shows}.',
                do="Wait a day and look again; if it is still so, ring the toolkit's helpdesk.",
                effort="minutes",
                key="public",
            )
        )
    return found
