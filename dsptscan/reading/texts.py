"""What one text beside a question says: as words, as a sign of the key, as the value of a label or a column."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from dsptscan.reading.counters import fraction
from dsptscan.reading.dates import has_date
from dsptscan.reading.document import Leaf
from dsptscan.reading.fields import as_boolean
from dsptscan.reading.hearing import LONG, STANDS, heard, meanings_of, says, titled_text
from dsptscan.reading.in_row import Slot, goes_on, is_label_of, is_term
from dsptscan.reading.legend import Legend
from dsptscan.reading.mark import Mark, Marks
from dsptscan.reading.own_years import before_the_year
from dsptscan.reading.reserves import EARLIER, NEGATORS, is_a_day, is_benign, is_somebody, reservation, takes_back
from dsptscan.reading.runs import telling
from dsptscan.reading.saved_on import saved_in
from dsptscan.reading.tables import Column
from dsptscan.reading.words import Said, Words, normal

_STATUS_WORD = re.compile(
    r"\b(?:(?:in)?complete[ds]?|done|(?:un)?answered|finished|saved|(?:your|the|this) (?:answer|response|status|state)"
    r" (?:is|was|has|of))\b",
    re.I,
)
# "Last year: completed on 28 May": nothing of this year's.
_OF_LAST_YEAR = re.compile(
    r"(?:last|previous|prior) year(?:'s)?(?: (?:status|state|assessment|position))?\s*[:–—-]\s", re.I
)
_SENTENCES = re.compile(r"(?<=[.!?])(?<![ (][A-Z]\.)\s+(?=[A-Z])")  # an initial ends none
_DOUBTFUL = re.compile(
    r"\b(?:not|no|never|nobody|but|however|last|previous|earlier|wrong|reject\w*|withdr\w+|reopen\w*|return\w*|except|until|unless"
    r"|still|yet|again|only|draft|needs?|must|should|missing|20\d\d)\b|n't\b",
    re.IGNORECASE,
)
_LEVELS = re.compile(
    r"(?:approaching(?: standards)?|standards met)(?: ?(?:and|or|&|/|,) ?(?:approaching standards|standards met))?",
    re.I,
)
_FOR_A_YEAR = re.compile(r"ed (?:again )?(?:for|in) (?:the )?(?:20)?\d\d", re.IGNORECASE)
_STATES = ("complete", "reconfirmed")
_MARKS = ("status.", "confirm.", "carried_over.", "mandatory.", "new_or_changed.")
_CHOSEN = {"selected", "chosen", "current", "this one", "marked"}
_DOTS = {"●", "•", "⬤", "■", "◉"}
_SIGNS = 6  # signs side by side
_A_TAG = 3  # words
_LETTERED = re.compile(r"\s[(\[]([A-Z]{1,2})[)\]]$")
_BOOLEAN = {
    ("mandatory", True): "mandatory.yes",
    ("mandatory", False): "mandatory.no",
    ("optional", True): "mandatory.no",
    ("optional", False): "mandatory.yes",
    ("complete", True): "status.complete",
    ("complete", False): "status.incomplete",
    ("carried_over", True): "carried_over.yes",
    ("carried_over", False): "carried_over.no",
    ("reconfirmed", True): "carried_over.no",
    ("reconfirmed", False): "carried_over.yes",
    ("new", True): "new_or_changed.new",
    ("changed", True): "new_or_changed.changed",
}


class TextReader:
    """Reads single texts. `own_years` are the years the page is about."""

    def __init__(self, words: Words, legend: Legend, own_years: set[str]) -> None:
        self._words, self._legend, self._own_years = words, legend, own_years

    def read(self, leaf: Leaf, previous: Leaf | None, ref: str, slot: Slot, column: Column, found: Marks) -> None:
        """Add to `found` what a text of question `ref` says. `previous` is the text before it, `column` its heading."""
        about, heading, text = column.about, column.text, leaf.text
        sentences = _SENTENCES.split(text) if len(text.split()) > LONG and ref not in text else ()
        if len(sentences) > 1:
            self._sentences(sentences, leaf, previous, ref, slot, column, found)
            return
        where = f'under "{heading}"' if about else ""
        in_other_column = bool(heading) and not about  # the cell before it is about something else
        found.saved += saved_in(leaf, None if in_other_column else previous, about, self._words)
        if self._legend.signs and self._glued(text, slot, found):
            return
        sign = self._legend.signs and (
            self._legend.signs.get(text.strip("()[]. "))
            or self._legend.signs.get(text)
            or (self._legend.signs.get(_last_sign(text)) if ref in text else None)
        )
        if sign:
            whole = len(text) == 1 or text in self._legend.signs
            found.marks += [Mark(m, text if whole else _last_sign(text), slot, "as the key says") for m in sign]
            found.slots.add(slot)
            if whole:
                return
        titled = ref in text
        if _OF_LAST_YEAR.match(text) and not titled:
            found.once = found.once or text[:80]
            return
        is_status = about == "status" or (not titled and self._names_status(leaf, previous, text))
        weight = 2 if is_status or about in _STATES else 0 if heading and not about and not column.says else 1
        split, said, tells, told = (
            self._words.once(titled_text, text.replace(ref, "¦ ", 1)) if titled else self._words.once(heard, text)
        )
        if not tells and is_status and not titled:
            said = self._words.as_status(split.rest[0] if split.said and split.rest else text)
            told = says(said, STANDS)
            if said:
                split, tells = replace(split, rest=()), telling(said)
            elif any(not is_benign(piece) for piece in split.rest):
                found.unsure.append(text)
                found.untold = True
        elif is_status and not titled and split.rest:
            said = said + [more for piece in split.rest for more in self._words.as_status(piece)]
        if about and about != "status" and self._value(about, text, slot, where, found):
            return
        if about in ("mandatory", "optional") and not says(said, "mandatory."):
            found.strange.append((slot, text))
            return
        if column.says and not about and self._ticked(column, text, slot, found):
            return
        if previous is not None and not about and self._labelled(leaf, previous, said, slot, found):
            return
        if normal(text) in NEGATORS:
            found.negated = found.negated or not heading
            return
        if not told and not says(said, "carried_over.") and (part := fraction(text, self._words)):
            found.marks.append(
                Mark("status.complete" if part[0] == part[1] else "status.incomplete", text, slot, where)
            )
            found.slots.add(slot)
            return
        if not said and not titled and len(text.split()) <= 12 and EARLIER.search(text):
            found.earlier.append(text)
        if previous is not None and goes_on(leaf, previous):
            unread = next((piece for piece in split.rest if not is_a_day(piece)), "")
            self._denied(previous, said, "" if telling(said) else unread, found)
        if said and not is_term(leaf, ref):
            complete = any("status.complete" in phrase.meanings for phrase in said)
            doubt = reservation(text, previous, leaf, split, said, titled) if complete else ""
            self.phrases(said, slot, where, found, doubt, weight)
        if not said and not titled and previous is not None and takes_back(leaf, previous, found):
            found.qualified = f"{previous.text} {text}"
        if titled:
            return
        if not told and split.rest and _STATUS_WORD.search(" ".join(split.rest)):
            found.unsure.append(text)
        found.pieces.update(split.rest)
        if tells and not told and any(not is_a_day(piece) for piece in split.rest):
            found.half_heard.add(slot)
        if any("values.yes" in p.meanings or "answer.ticked" in p.meanings for p in said) and not told:
            found.valued.add(slot)
        if not tells:
            more = any(not is_a_day(piece) and not is_somebody(piece) for piece in split.rest)  # "... - more to come"
            if not more and any("saved.said" in p.meanings and not self._of_another_year(p) for p in said):
                found.dated.add(slot)
            if any(not is_a_day(piece) for piece in split.rest) or (said and not has_date(text)):
                found.strange.append((slot, text))
                if column.aside:
                    found.aside.add(slot)
                plain = not heading and len(text.split()) <= _A_TAG
                if plain and {"status.incomplete"} == meanings_of(self._words.as_status(text)):
                    found.open_there.add(text)

    def _sentences(
        self, texts: list[str], leaf: Leaf, previous: Leaf | None, ref: str, slot: Slot, column: Column, found: Marks
    ) -> None:
        """Several sentences, each by itself; one that is not understood may take back what the others say."""
        before = len(found.marks)
        for text in texts:
            sentence = Leaf(text, leaf.parent, leaf.index, leaf.source, leaf.place, leaf.joined)
            self.read(sentence, previous, ref, slot, column, found)
            previous = sentence
        rest = [piece for text in texts for piece in self._words.split(text).rest]
        if any(not is_a_day(piece) for piece in rest):
            found.half_heard.add(slot)
        complete = any(mark.meaning == "status.complete" for mark in found.marks[before:])
        doubtful = next((t for t in texts if _DOUBTFUL.search(t) and self._is_not_understood(t)), "")
        if complete and doubtful:
            found.qualified = found.qualified or doubtful

    def _is_not_understood(self, text: str) -> bool:
        rest = self._words.split(text).rest
        dated = has_date(text)  # a name beside a day says who it was
        return any(not is_benign(piece) and not (dated and is_somebody(piece)) for piece in rest)

    def _names_status(self, leaf: Leaf, previous: Leaf | None, text: str) -> bool:
        """Whether a label before a text, or in it ("Status: Open"), says that this is the status."""
        named = self._words.once(_names_status, text)
        if named is not None:
            return named
        around = (leaf.parent, *islice(leaf.parent.ancestors(), 2))
        if any(e.attrs.get("aria-current", "false") not in ("false", "") for e in around):
            return True  # the step it has come to
        if previous is None or not self._words.once(_labels_status, previous.text):
            return False
        return previous.text.rstrip().endswith(":") or is_label_of(previous, leaf)

    @staticmethod
    def _denied(previous: Leaf, said: list[Said], unread: str, found: Marks) -> None:
        """A label that its value denies is no mark: "Signed off  not signed off". `unread` may deny it too."""
        label = previous.text.rstrip(" :").casefold()
        if any("status.incomplete" in p.meanings and label in p.text.casefold()[1:] for p in said):
            found.marks = [m for m in found.marks if m.meaning != "status.complete" or m.text.casefold() != label]
        elif unread and any(m.meaning == "status.complete" and m.text.casefold() == label for m in found.marks):
            found.qualified = found.qualified or f"{previous.text} ... {unread}"

    def _glued(self, text: str, slot: Slot, found: Marks) -> bool:
        """Several signs of the key side by side: "★✔"."""
        if len(text) > 2 * _SIGNS or text[:1].isalnum():
            return False
        signs = [c for c in text if not c.isspace()]
        if not 1 < len(signs) <= _SIGNS or any(sign not in self._legend.signs for sign in signs):
            return False
        for sign in signs:
            found.marks += [Mark(m, sign, slot, "as the key says") for m in sorted(self._legend.signs[sign])]
        found.slots.add(slot)
        return True

    def phrases(
        self, said: list[Said], slot: Slot, where: str, found: Marks, qualified: str = "", weight: int = 1
    ) -> None:
        """Add known phrases that stand side by side. `qualified`: what may take a word for "complete" back."""
        skip = False
        if len(said) > 1 and self._boolean(said[-1].text) is False and not _label(said[-2].meanings):
            qualified = qualified or said[-1].text
        for i, phrase in enumerate(said):
            if skip:
                skip = False
                continue
            label = _label(phrase.meanings)
            value = self._boolean(said[i + 1].text) if label and i + 1 < len(said) else None
            if value is not None:
                skip = self.add_boolean(label, value, f"{phrase.text}: {said[i + 1].text}", slot, "", found)
                continue
            if "status.complete" in phrase.meanings and self._of_another_year(phrase):
                found.once = found.once or phrase.text
                continue
            if "status.complete" in phrase.meanings and qualified:
                found.qualified = found.qualified or f"{phrase.text} ... {qualified}"
            for meaning in sorted(phrase.meanings):
                if meaning == "carried_over.no" and self._confirmed_before(phrase):
                    continue
                if meaning == "answer.empty" and "status.incomplete" in phrase.meanings:
                    found.unanswered = True
                if meaning.startswith(_MARKS):
                    nothing = weight == 0 and "answer.empty" in phrase.meanings
                    found.marks.append(
                        Mark(meaning, phrase.text, slot, where, phrase.year, weight=-1 if nothing else weight)
                    )
                    found.slots.add(slot)

    def _of_another_year(self, phrase: Said) -> bool:
        """Whether a phrase names a toolkit year that is not the page's, or a day before that began."""
        if phrase.year:
            return phrase.year not in self._own_years
        return before_the_year(phrase.text, self._own_years)

    def _confirmed_before(self, phrase: Said) -> bool:
        """Whether an answer was confirmed for a year that is not the page's, "Confirmed for 2024-25", or before it."""
        if phrase.year and phrase.year not in self._own_years and _FOR_A_YEAR.search(phrase.text):
            return True
        return before_the_year(phrase.text, self._own_years)

    def _labelled(self, leaf: Leaf, previous: Leaf, said: list[Said], slot: Slot, found: Marks) -> bool:
        """A yes or no whose label stands in the cell, term or text before it."""
        value = self._boolean(leaf.text)
        if value is None:
            return False
        is_label = previous.text.rstrip().endswith((":", "?")) or is_label_of(previous, leaf)
        label = next((m[7:] for m in self._words.meanings(normal(previous.text)) if m.startswith("labels.")), "")
        if not is_label or not label:
            return False
        # The label alone was taken for a mark when it was read; the value decides instead.
        found.qualified = "" if previous.text.strip().endswith("?") else found.qualified
        found.marks = [mark for mark in found.marks if mark.text != previous.text.rstrip(" :?")]
        return self.add_boolean(label, value, f"{previous.text} {leaf.text}", slot, "", found)

    def _value(self, about: str, text: str, slot: Slot, where: str, found: Marks) -> bool:
        """A cell under a heading like "Mandatory" or "Complete"."""
        value = self._boolean(text, about)
        if value is None:
            value = as_boolean(text, self._words)
        if value is None and about == "mandatory" and _LEVELS.fullmatch(text.strip()):
            value = True
        if value is None and has_date(text) and about in ("complete", "reconfirmed"):
            value = not before_the_year(text, self._own_years)
        if value is None:
            return about == "saved"
        return self.add_boolean(about, value, text, slot, where, found)

    def _ticked(self, column: Column, text: str, slot: Slot, found: Marks) -> bool:
        """A cross or tick in one of several columns that each stand for a state: "To do", "Part done"."""
        dot = text.strip() in _DOTS and (column.one_of or "status.complete" not in column.says)
        value = True if dot else self._boolean(text)
        value = True if text.strip().casefold() in _CHOSEN else value
        for meaning in sorted(column.says) if value else ():
            found.marks.append(Mark(meaning, text, slot, f'under "{column.text}"'))
            found.slots.add(slot)
        return value is not None

    def _boolean(self, text: str, about: str = "") -> bool | None:
        if text.strip() in _DOTS and about in ("mandatory", "optional", "new", "changed"):
            return True  # under "Complete" a dot may be of any colour
        meanings = self._words.meanings(normal(text))
        if "values.no" in meanings:
            return False
        return True if "values.yes" in meanings else None

    @staticmethod
    def add_boolean(label: str, value: bool, text: str, slot: Slot, where: str, found: Marks) -> bool:
        """Add what a yes or no under a label says; always True."""
        meaning = _BOOLEAN.get((label, value))
        if meaning:
            # that an answer was not carried over does not tell that it was confirmed
            weight = 0 if (label, value) == ("carried_over", False) else 1
            found.marks.append(Mark(meaning, text, slot, where, weight=weight))
            found.slots.add(slot)
        return True


def _last_sign(text: str) -> str:
    """The sign a title ends with: "1.1.1 (M)", "1.1.1 Who leads? *"."""
    lettered = _LETTERED.search(text)
    return lettered[1] if lettered else text[-1:]


def _names_status(text: str, words: Words) -> bool | None:
    """Whether a text is a label for the status with its value; None when it begins with no such label."""
    split = words.split(text)
    if not split.said or "labels.status" not in split.said[0][2].meanings:
        return None
    return len(split.rest) + len(split.said) == 2


def _labels_status(text: str, words: Words) -> bool:
    return "labels.status" in words.meanings(normal(text))


@lru_cache(maxsize=1000)
def _label(meanings: frozenset[str]) -> str:
    return min((m for m in meanings if m.startswith("labels.")), default="")[7:]
