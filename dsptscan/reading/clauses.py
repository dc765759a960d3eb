"""Short sentences that tell how a question stands: "We have your answer", "You haven't answered this one yet".

The words come from [clauses] of words.toml, the way sentences are built of them from here. A clause is understood whole
or not at all: one unknown word, and it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dsptscan.reading.clause_rules import Meanings, rules_of, vocabulary_of
from dsptscan.reading.tags import STILL_TO_DO

NOTHING: Meanings = frozenset()
_CONTRACTED = re.compile(r"\b(ca|[a-z]{2,})n['’]t\b")
_SHORT_FORMS = {
    "'ve": " have",
    "'re": " are",
    "'ll": " will",
    "cannot": "can not",
    "it's": "it is",
    "that's": "that is",
}
_SHORT_FORMS |= {"there's": "there is", "here's": "here is", "nobody's": "nobody has", "no-one": "no one"}
_JOINTS = re.compile(r" (?:and|but|though|although|however|so)(?: then| now)? ")
_LEADS = re.compile(
    r"^(?:(?:and|but|however|though|although|so|sorry|thank you|thanks|good|great|well done|status|so far|at present"
    r"|currently|now|yes|also|still|(?:on|at) \{date\}) ?)+ (?=\S+ \S)"
)
_BUT = re.compile(r"^(?:but|however|though|although|yet)\b")
_LONGEST, _SHORTEST = 160, 2  # characters, words
_MOST_JOINTS = 3
_BY_SOMEONE = re.compile(r"(?<=\bby)(?: \S+){1,4}")  # a name may be any words
_STOPS = re.compile(r"you can not publish(?: yet)? because ")
# "... and was confirmed by Jo Bell on 3 May": said of an answer that was carried over
_CONFIRMED = re.compile(
    r"(?:(?:was|were|has been|since|then|later) )*(?:re-?)?(?:confirmed|reviewed|checked|validated|verified|approved"
    r"|agreed|attested|saved again)\b.*\{date\}"
)
_NEGATIVE = {"answer.empty", "answer.unticked", "values.no"}
_OF_QUESTIONS = ("status.", "confirm.", "carried_over.", "mandatory.", "new_or_changed.", "answer.", "saved.said")

# "2 days ago": as good as a day, for none of these can be of another year
_AGO = re.compile(
    r"\b(?:just now|earlier today|today|yesterday|this (?:morning|afternoon|week)"
    r"|(?:an?|one|two|three|a few|\d{1,2}) (?:minutes?|mins?|hours?|days?|weeks?) ago)(?: at \d{1,2}[:.]\d\d)?(?![\w-])"
)
# "this mandatory question has not been answered" tells two things
_KIND = re.compile(
    r"(?:(?<=\bthis )|(?<=\bthe )|(?<=\ba )|(?<=\ban )|(?<=\byour )|(?<=\bno )|(?<=\bmissing )|^)"
    r"(?:(mandatory|compulsory|required|obligatory)|optional|voluntary|non-mandatory)"
    r" (?=(?:question|item|evidence|control|requirement|answer|response|field|step|task|activity|statement)\b)"
)


def plainly(text: str) -> str:
    """Short forms written out: "haven't" -> "have not"."""
    if "'" in text or "cannot" in text or "no-one" in text:
        text = _CONTRACTED.sub(lambda m: ("can" if m[1] == "ca" else "will" if m[1] == "wo" else m[1]) + " not", text)
        for short, long in _SHORT_FORMS.items():
            text = text.replace(short, long)
    return text


def takes_back(text: str) -> bool:
    """Whether a piece of a sentence begins as one that takes back what stands before it: "but ..."."""
    return bool(_BUT.match(text.casefold().strip()))


class Clauses:
    """Understands clauses. `lists`: the words of [clauses]; `phrases`: what a phrase means by itself.

    `vocabulary`: every word that may stand in a clause that is understood.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]], phrases: Callable[[str], Meanings]) -> None:
        self._phrases = phrases
        self._rules = rules_of(lists) if lists else []
        self._loose = [rule for rule in self._rules if rule.loose]
        self.vocabulary = vocabulary_of(self._rules)

    def meanings(self, clause: str) -> Meanings:
        """What a clause means; nothing when any of it is not understood. `clause` as `words.normal` gives it."""
        if not self._rules or "?" in clause or len(clause) > _LONGEST:
            return NOTHING
        clause = _AGO.sub("{date}", plainly(clause))
        if len(clause.split()) < _SHORTEST:
            return NOTHING
        if stopped := _STOPS.match(clause):
            why = self._known(clause[stopped.end() :])
            return why | {"mandatory.yes"} if "status.incomplete" in why else NOTHING
        found = self._one(clause) or self._of_a_kind(clause)
        for joint in list(_JOINTS.finditer(clause))[:_MOST_JOINTS] if not found else ():
            first = self._known(clause[: joint.start()])
            second = self._known(clause[joint.end() :]) if _tells(first) else NOTHING
            if second:
                if "carried_over.yes" in first and _CONFIRMED.match(clause[joint.end() :]):
                    return first - {"carried_over.yes"} | {"carried_over.no"}
                return NOTHING if _takes_away(clause[: joint.start()], first, second) else _together(first | second)
        return found

    def _of_a_kind(self, clause: str) -> Meanings:
        """What a clause tells of a question that it calls mandatory or optional."""
        kind = _KIND.search(clause)
        found = self._known(clause[: kind.start()] + clause[kind.end() :]) if kind else NOTHING
        if not kind or not any(meaning.startswith("status.") for meaning in found):
            return NOTHING
        return found | {"mandatory.yes" if kind[1] else "mandatory.no"}

    def _may_tell(self, word: str) -> bool:
        """Whether a word, or each part of it, stands in some rule; a quick look before they are tried."""
        if word in self.vocabulary:
            return True
        word = word.strip(",")
        parts = word.split("-")
        return word.removesuffix("s") in self.vocabulary or all(part in self.vocabulary for part in parts)

    def _known(self, part: str) -> Meanings:
        return self._phrases(part) or self.meanings(part)

    def _one(self, clause: str) -> Meanings:
        bare = _LEADS.sub("", clause)
        if bare != clause and (known := self._phrases(bare)):
            return known
        rules = self._rules if all(map(self._may_tell, _BY_SOMEONE.sub("", bare).split())) else self._loose
        return next((rule.meanings for rule in rules if rule.pattern.fullmatch(bare)), NOTHING)


def _tells(meanings: Meanings) -> bool:
    """Whether a first half says anything of a question; "mark as complete" only names what one can do."""
    return any(meaning.startswith(_OF_QUESTIONS) for meaning in meanings)


def _takes_away(half: str, first: Meanings, second: Meanings) -> bool:
    """Whether a first half leaves nothing of "complete" in the second: "nothing saved and completed"."""
    return "status.complete" in second and bool(first & _NEGATIVE or STILL_TO_DO.search(half))


def _together(meanings: Meanings) -> Meanings:
    """Negative words win: "we have your answer but it does not count" is not complete."""
    if "status.incomplete" in meanings:
        return meanings - {"status.complete"}
    return meanings
