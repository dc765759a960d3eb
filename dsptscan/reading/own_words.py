"""A person's own words file over the bundled one."""

from __future__ import annotations

import re
import tomllib

from dsptscan.errors import NotSetUp
from dsptscan.reading.words import Words, bundled_table, normal


def with_own(text: str, name: str) -> Words:
    """The bundled words with a person's own file over them. A phrase in it means only what it says there.

    `text` is the file's content, `name` what to call it in an error. Raises NotSetUp naming the line.
    """
    table = bundled_table()
    step = f"Mend that line in {name}, or take `words` out of config.toml."
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = "" if re.search(r"line \d", str(error)) else f" (line {len(text.splitlines())})"
        raise NotSetUp(f"Your words file cannot be read: {error}{where}.", step) from None
    for section, keys in own.items():
        if section not in table or not isinstance(keys, dict):
            raise NotSetUp(f"Your words file, line {_line(text, section)}: no section is called [{section}].", step)
        for key, value in keys.items():
            known = table[section].get(key)
            phrases = value.get("phrases") if section == "pages" and isinstance(value, dict) else value
            if (
                known is None
                or not isinstance(phrases, list)
                or not all(isinstance(p, str) and normal(p.replace("*", "")) for p in phrases)
            ):
                raise NotSetUp(
                    f"Your words file, line {_line(text, key, section)}: [{section}] {key} is no list of phrases.",
                    step,
                )
            if section == "pages":
                known["phrases"] = [*phrases, *known["phrases"]]
                continue
            mine = {normal(p) for p in phrases}
            for other in table[section]:
                table[section][other] = [p for p in table[section][other] if normal(p) not in mine]
            table[section][key] = [*phrases, *table[section][key]]
    return Words(table)


def _line(text: str, word: str, after: str = "") -> int:
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if after and after in line), 0)
    named = re.compile(rf"^\s*\[?\s*\"?{re.escape(word)}\b")
    return next((i + 1 for i, line in enumerate(lines) if i >= start and named.match(line)), 1)
