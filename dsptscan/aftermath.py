"""What is known once an assessment is published: whether the certificate is kept, and what the public search says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dsptscan.atomic import private_folder, write_private
from dsptscan.model import Publication
from dsptscan.settings import Folders

_ENDINGS = ("pdf", "html", "png", "jpg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """None where nobody looked. `public`: every publication that the public search shows, () for none."""

    certificate_saved: bool | None = None
    public: tuple[Publication, ...] | None = None


class Certificates:
    """The certificates that dsptscan saved, a file for each account and toolkit year below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of(cls, folders: Folders) -> Certificates:
        """Those of the user."""
        return cls(folders.data / "certificates")

    def saved(self, account: str, year: str) -> Path | None:
        """Where the certificate of that year lies, if it was saved."""
        places = (self._place(account, year, ending) for ending in _ENDINGS)
        return next((place for place in places if place.is_file()), None)

    def save(self, account: str, year: str, content: bytes) -> Path:
        """Keep a certificate, for the user alone. Raises OSError."""
        private_folder(self._folder)
        place = self._place(account, year, ending_of(content))
        write_private(place, content)
        return place

    def _place(self, account: str, year: str, ending: str) -> Path:
        return self._folder / f"{account}-{year}.{ending}"


def ending_of(content: bytes) -> str:
    """The ending of a certificate's file name, by what is in it: pdf, png, jpg or html."""
    for start, ending in ((b"%PDF", "pdf"), (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg")):
        if content.lstrip()[: len(start)] == start:
            return ending
    return "html"
