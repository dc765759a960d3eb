"""What the few words of a tag or a cell say: "Part answered", "Attention needed", "To be verified".

The words come from [clauses] of words.toml, like those of whole sentences (clauses.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# What takes "completed by ..." back, or is no person's name.
_NO_NAME = (
    r"(?:not|no|never|nor|yet|un\w+|in(?:complete|valid)|reject\w*|overdue|pending|missing|expired|deleted|requir\w+|need\w*|fail\w*"
    r"|await\w*|wait\w*|until|unless|except|last|previous|elsewhere|draft|remov\w+|withdrawn|soon|due)\b"
)
RESERVES = re.compile(rf"\b{_NO_NAME}|\d\s*%")
# "Brought forward, to be reviewed": nobody has confirmed it yet. "Not carried over" is said of something else.
STILL_TO_DO = re.compile(
    r"\bnot\b(?! (?:\S+ ){0,2}(?:carried|brought|rolled|copied|from)\b)"
    r"|\b(?:to be|nobody|never|unconfirmed|unreviewed|unchecked|need\w*|must|should|please|await\w*|wait\w*|pending"
    r"|until|unless|before|if|whether|will|due|required)\b|\?"
)
# "by 30 June" is a day to come, "by head office" somebody else.
_OTHERS = r"(?:the|head|our|us|your|hq|group|parent|somebody else|another|if|when|on|at|for|in)\b"
SOMEONE = rf" by(?: (?!{_OTHERS}|{_NO_NAME})[^\W\d]\S*){{1,4}}"
Rules = list[tuple[str, str]]
_YET = r"(?: yet| so far| at all| here| this year| still| for this year| for \{year\})*"
_FOR = r"(?: this year| for this year| (?:for|in) \{year\})?"
_DEGREE = r"(?:only )?(?:partly|partially|part|half|nearly|almost|mostly|incompletely|insufficiently|in part)"
_BY = rf"(?:(?: on| at| since)? \{{date\}}|{SOMEONE})*"
_BE = r"(?:to be|still to be|yet to be|needs? to be|needs?|remains? to be)"  # what must be done is mandatory
_WANTS = (
    r"(?:needs?|requires?|awaiting|awaits?|waiting for|waiting on|pending|lacks?|lacking|missing|wants|due for"
    r"|subject to)"
    r"(?: (?:an?|the|your|more|further|some|full|this year's|new|proper))*"
)
_WANTED = r"(?:is |are )?(?:still )?(?:needed|required|missing|outstanding|pending|due|wanted|awaited|overdue|lacking)"
_UNDER_WAY = (
    r"(?:preparation|progress|hand|development|draft|drafting|process|review|discussion|construction|part|query"
    r"|dispute)"
)


def tag_rules(w: Mapping[str, str]) -> Rules:
    """(pattern, meaning) of labels of a few words. `w`: patterns of the words of [clauses], by list."""
    return _open(w) + _to_confirm(w) + _last_years(w) + _complete(w)


def _open(w: Mapping[str, str]) -> Rules:
    answers, done, aspects = w["answers"], w["done"], w["aspects"]
    cases = [
        rf"(?:not|never|nothing|none|no)(?: yet| been| fully| completely| all| quite)* (?:{done}|{w['begun']}"
        rf"|{w['there']}){_YET}",
        rf"(?:no|without(?: an)?|has no|have no|with no)(?: \S+)? {answers}(?: (?:yet|{done}|{w['begun']}|present"
        rf"|there|held|found))*{_YET}",
        rf"(?:{answers} )?{_DEGREE}(?: |-)?{done}{_BY}",
        rf"(?:{answers} )?{done} (?:in part|partly|partially)(?: only)?{_BY}",
        rf"(?:(?:{answers}|{w['things']}) )?{_BE} {done}{_YET}",
        rf"{_WANTS} (?:{answers}|{aspects})(?: to .+| from .+)?",
        rf"(?:{answers}|{aspects}) {_WANTED}{_YET}",
        rf"(?:still |currently |now )?(?:in|under) {_UNDER_WAY}{_BY}",
        rf"(?:still |only )?(?:{w['begun']})(?:,? (?:but )?not (?:yet )?{done})?{_BY}",
        rf"(?:a )?draft(?: of \{{date\}})?(?: (?:is|was|has been))?(?: only)?"
        rf"(?: {done}| kept| held| left| made| begun)?{_BY}",
        rf"(?:it )?(?:has|is|was) not (?:yet )?(?:been )?{done} as (?:an? |the |your )?{answers}{_YET}",
        rf"(?:still|yet|left|remains?|remaining)(?: to)? {w['do']}{_YET}",
    ]
    return [(case, "status.incomplete") for case in cases]


def _to_confirm(w: Mapping[str, str]) -> Rules:
    looked, look, looking = w["looked_at"], w["looks"], w["looking"]
    old = rf"(?:(?:{w['answers']}|{w['past_answers']}) )?"
    cases = [
        rf"{old}(?:{_BE}|awaiting to be|waiting to be|due to be) {looked}(?: again)?{_YET}",
        rf"{old}(?:for|due for|awaiting|awaits|waiting for|pending|requires|requiring|needs|needing)"
        rf" (?:your |an? )?{looking}",
        rf"{old}{looking} {_WANTED}",
        rf"{old}(?:please |kindly |now )?(?:please|to|must|needs to) {look}(?: again)?"
        rf"(?: and (?:save|confirm|{look}))?(?: again)?",
    ]
    still = (
        rf"{old}(?:not(?: yet)? (?:been )?|never )(?:re-?)?{looked}(?: again| as still (?:right|true|correct))?{_YET}"
    )
    again = rf"{old}{looked}(?: and (?:{looked}|{w['done']}|saved|kept))? again{_BY}"
    return [(case, "confirm.needed") for case in [*cases, still]] + [(again, "carried_over.no")]


def _last_years(w: Mapping[str, str]) -> Rules:
    past = w["past_answers"]
    cases = [
        rf"{past}(?: (?:held|shown|kept|used|in place|on file|there|only|copied|still shown))*",
        rf"(?:{w['brought']})(?: (?:over|forward|across|through|in))?(?: from| of| in)?"
        rf" (?:last year|\{{year\}}|{w['last_year']})",
    ]
    return [(case, "carried_over.yes") for case in cases]


def _complete(w: Mapping[str, str]) -> Rules:
    answers, done = w["answers"], w["done"]
    cases = [
        rf"(?:{answers} )?{done} and (?:{done}|saved|stored|recorded){_FOR}{_BY}",
        rf"(?:fully|all|completely) {done}{_FOR}{_BY}",
        rf"{answers} (?:present|held|recorded|provided|supplied|entered|given|in place|on file|on record){_FOR}{_BY}",
        rf"{answers} saved{_FOR}{_BY}",
        rf"has (?:an? |the )?{answers}{_FOR}",
    ]
    return [(case, "status.complete") for case in cases]
