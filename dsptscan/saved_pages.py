"""A folder of saved pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dsptscan.errors import WrongUsage
from dsptscan.model import Page

LARGEST = 20 * 1024 * 1024  # bytes of one page


def load_pages(folder: Path) -> Iterator[Page]:
    """Every saved page below a folder, in the order of their names. Raises WrongUsage when there is none."""
    if not folder.is_dir():
        raise WrongUsage(f"There is no folder {folder}.", "Give the folder in which you saved the toolkit's pages.")
    paths = sorted(p for p in folder.rglob("*") if _is_page(p, folder))
    if not paths:
        raise WrongUsage(
            f"There is no saved page in {folder}.",
            "Open your assessment in the browser, press Ctrl+S, save it into that folder and try again.",
        )
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            # What cannot be read is a page that is not whole: the scan says so and withholds "ready".
            html = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        except OSError:
            html = b""
        yield Page(name=name, html=html)


def _is_page(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder).parts[:-1]
    return (
        path.suffix.casefold() in (".html", ".htm")
        and not any(p.casefold().endswith("_files") for p in inside)
        and path.is_file()
    )
