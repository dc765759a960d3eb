"""Checks the guidance that travels in the package: no package is built with a file the program could not read.

    python tools/check_guidance.py [FOLDER]

Also a build hook of hatchling. It needs nothing but Python, so it runs where only hatchling is installed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def check(folder: Path) -> list[str]:
    """Read every file of a guidance folder; what was read. Raises ValueError naming the file and the key."""
    sys.path.insert(0, str(ROOT))  # what is checked is this copy, not one that may be installed
    try:
        from dsptscan.guidance.support import read_support
        from dsptscan.guidance.years import SOCIAL_CARE, is_year, read_years
    finally:
        sys.path.remove(str(ROOT))
    for place in sorted(folder.rglob("*.toml")):
        name = place.relative_to(folder).as_posix()
        if name != "support.toml" and not (is_year(place.parent.name) and name == f"{place.parent.name}/{place.name}"):
            raise ValueError(f"{name} stands where nobody looks for it")
    read_support(folder / "support.toml", "support.toml")
    kinds = {file.stem for file in folder.glob("*/*.toml")} | {SOCIAL_CARE}
    read = [f"{year}/{kind}.toml" for kind in sorted(kinds) for year in read_years(folder, kind)]
    if not read:
        raise ValueError(f"{folder.name}: there is no file of a year")
    return [*read, "support.toml"]


def main(folder: Path) -> int:
    try:
        read = check(folder)
    except ValueError as error:
        print(f"Wrong guidance: {error}", file=sys.stderr)
        return 1
    print(f"Sound: {', '.join(read)}")
    return 0


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:
    pass  # run by hand, without hatchling
else:

    class GuidanceHook(BuildHookInterface[Any]):
        """Fails the build with the file and the key."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            check(Path(self.root) / "dsptscan" / "guidance")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dsptscan" / "guidance"))
