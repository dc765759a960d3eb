"""Addresses and the names that mark-up gives its parts: known words stay, numbers and the rest become stand-ins."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote, unquote, urlsplit

from dsptscan.reading.dates import YEAR, as_year
from dsptscan.reading.redaction.secrets import Secrets
from dsptscan.reading.redaction.standins import StandIns, shape
from dsptscan.reading.redaction.vocabulary import Vocabulary

HOME = "www.dsptoolkit.nhs.uk"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_PUBLIC = (".nhs.uk", ".gov.uk")
_RUN = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NUMBERED = re.compile(r"([A-Za-z]+)(\d+)")
_SIGNS = re.compile(r"[\w$:.\[\]()#/%|=,;+~-]*")
_SHORT = 2  # digits of a number that tells one standard or row from another, and no more
_OFTEN = 3  # appearances of a part of a name in the mark-up that nobody chose for one value


class Addresses:
    """Rewrites addresses and identifiers, the same way wherever they stand, so that what matched still matches."""

    def __init__(self, stand_ins: StandIns, secrets: Secrets, vocabulary: Vocabulary, parts: Counter[str]) -> None:
        self._stand_ins, self._secrets, self._vocabulary, self._parts = stand_ins, secrets, vocabulary, parts
        self._identifiers: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._inline: dict[str, int] = {}
        self.kept: set[str] = set()

    def identifiers(self, value: str) -> str:
        """Ids, names or classes, apart by blanks."""
        return " ".join(self.identifier(token) for token in value.split())

    def identifier(self, token: str) -> str:
        if token not in self._identifiers:
            self._identifiers[token] = self._token(token, often=True)
            if self._identifiers[token] == token:
                self.kept.add(token)
        return self._identifiers[token]

    def stand_in(self, value: str) -> str:
        """The stand-in of a value that only the site's programs read."""
        return self._stand_ins.of(value)

    def address(self, value: str) -> str:
        """An address as it stands in an attribute, absolute or not."""
        value = value.strip()
        if value not in self._addresses:
            try:
                self._addresses[value] = self._address(value)
            except ValueError:
                self._addresses[value] = quote(shape(value, strict=True))
        return self._addresses[value]

    def rewritten(self) -> tuple[str, ...]:
        """Every address as the copies have it."""
        return tuple(sorted(set(self._addresses.values())))

    def _address(self, value: str) -> str:
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", value)
        kind = scheme[1].casefold() if scheme else ""
        if kind not in ("", "http", "https"):
            return self._other(kind, value[len(kind) + 1 :])
        parts = urlsplit(value)
        host = self._host(parts.hostname or "", parts.port) if parts.netloc else ""
        scheme_of = "https" if host == HOME else kind
        start = (f"{scheme_of}:" if kind else "") + (f"//{host}" if host else "")
        path = "/".join(self._segment(s) for s in parts.path.split("/"))
        query = "&".join("=".join(self._segment(v) for v in pair.split("=", 1)) for pair in parts.query.split("&"))
        fragment = quote(self.identifier(unquote(parts.fragment)), safe="/$:.~,()") if parts.fragment else ""
        return start + path + (f"?{query}" if parts.query else "") + ("#" + fragment if "#" in value else "")

    def _other(self, kind: str, rest: str) -> str:
        if kind == "javascript":
            return "javascript:void(0)"
        if kind in ("mailto", "tel"):
            return f"{kind}:{self._stand_ins.of(rest.partition('?')[0])}"
        if kind == "data":
            return f"data:,{self._inline.setdefault(rest, len(self._inline) + 1)}"
        return "about:blank"

    def _host(self, host: str, port: int | None) -> str:
        if host in _LOOPBACK or host == HOME:
            return HOME
        if host.endswith(_PUBLIC) and not self._secrets.inside(host):
            return host + (f":{port}" if port else "")
        return ".".join(self._stand_ins.of(label) for label in host.split("."))

    def _segment(self, quoted: str) -> str:
        text = unquote(quoted.replace("+", " "))
        return quote(self._token(text, often=False), safe="$:,;()@!*'~") if text else ""

    def _token(self, token: str, *, often: bool) -> str:
        """A token with every run of letters and digits judged by itself."""
        if self._secrets.inside(token):
            return self._stand_ins.of(token)
        if not _SIGNS.fullmatch(token) or not token.isascii():
            return self._stand_ins.of(token)
        years = [m.span() for m in YEAR.finditer(token) if as_year(m)]

        def judged(run: re.Match[str]) -> str:
            if any(a <= run.start() < b for a, b in years):
                return run[0]
            return self._run(run[0], often)

        return _RUN.sub(judged, token)

    def _run(self, run: str, often: bool) -> str:
        if run.isdigit():
            return run if len(run) <= _SHORT else self._stand_ins.of(run)
        if run.isalpha():
            return self._letters(run, often)
        numbered = _NUMBERED.fullmatch(run)
        if numbered and (len(numbered[1]) == 1 or self._is_known(numbered[1], often)):
            return numbered[1] + self._run(numbered[2], often)
        return self._stand_ins.of(run)

    def _letters(self, run: str, often: bool) -> str:
        if self._is_known(run, often):
            return run
        parts = _CAMEL.findall(run)
        if len(parts) < 2 or "".join(parts) != run:
            return self._stand_ins.of(run)
        return "".join(part if self._is_known(part, often) else self._stand_ins.of(part) for part in parts)

    def _is_known(self, part: str, often: bool) -> bool:
        return self._vocabulary.is_plain(part) or (often and self._parts[part.casefold()] >= _OFTEN)


def parts_of(identifiers: str) -> list[str]:
    """The runs of letters in names of the mark-up, for counting: whole runs and their humps, in lower case."""
    found = []
    for run in re.findall(r"[A-Za-z]+", identifiers):
        humps = _CAMEL.findall(run)
        found += [run.casefold()] + ([h.casefold() for h in humps] if len(humps) > 1 else [])
    return found
