"""How short sentences are built of the words in [clauses] of words.toml: one pattern for each way of saying a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dsptscan.reading.tags import SOMEONE, Rules, tag_rules

Meanings = frozenset[str]
_ANY_WORD = re.compile(r"\.[+*]|\\S|\\d")
_CLASSES = re.compile(r"\\[a-zA-Z]|\[[^\]]*\]|\?[:!=]")
_WORDS = re.compile(r"([a-z{}'’/&]+(?:-[a-z]+)*)(\?)?")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying a thing. `loose`: it holds for words of any kind, not only for those of the lists."""

    pattern: re.Pattern[str]
    meanings: Meanings
    loose: bool


def rules_of(lists: Mapping[str, Sequence[str]]) -> list[Rule]:
    """The rules in their order: the first that a clause follows tells what it means."""
    w = {name: _any(phrases) for name, phrases in lists.items()}
    rules = _open(w) + _earlier(w) + _complete(w) + _mandatory(w) + tag_rules(w)
    return [
        Rule(re.compile(pattern), frozenset({meaning}), bool(_ANY_WORD.search(pattern.replace(SOMEONE, ""))))
        for pattern, meaning in rules
    ]


def vocabulary_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Every word that stands in some rule: one with another word can follow loose rules alone. Quick to look up."""
    words: set[str] = set()
    for rule in rules:
        source = _CLASSES.sub(" ", rule.pattern.pattern.replace(SOMEONE, " by ")).replace("\\", "")
        for text in (source.replace("-?", ""), source.replace("-?", "-")):
            for word, optional in _WORDS.findall(text):
                words |= {word, word[:-1]} if optional else {word}
    return frozenset(words)


def _any(words: Sequence[str]) -> str:
    """A pattern for any of some phrases, the longest first; "*" stands for up to three words."""
    parts = [re.escape(w).replace(r"\*", r"\S+(?: \S+){0,2}").replace(r"\ ", " ") for w in words]
    return "(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")"


_THE = r"(?:the|your|this|that|its|an|a|our|any|each|every|all|both|whole) "
_OF_IT = (
    r" (?:to|for|of|on|in|from) (?:this|it|here"
    r"|(?:the |this |that |your )(?:question|item|one|requirement|control|evidence item|response|answer|section"
    r"|activity))"
)
_NOW = r" (?:now|already|fully|all|completely|just|since|also|safely)"
_DAY = r"(?: (?:on|at|since|in))? \{date\}"
_THIS_YEAR = r" (?:this year|for this year|in this year|for \{year\}|in \{year\}|for you|here|with us)"
_TAIL = rf"(?:{_DAY}|{SOMEONE}|{_THIS_YEAR}|{_NOW}|{_OF_IT})*(?: thank you| thanks)?"
_WHEN = rf"(?:{_DAY}|{SOMEONE}|{_THIS_YEAR})+"
_HAS, _BE = r"(?:have|has|had)", r"(?:is|are|was|were|has been|have been|got)"
_NOT = r"(?:(?:still|also|yet) )*not(?: yet| been| fully| completely| quite| all| so far| actually)*"
_YET = rf"(?: yet| so far| at all| here| this year| now| still|{_OF_IT}|{_DAY})*"
_ONCE = r"(?: (?:until|till|unless|before) .+)?"
_AIM = r" (?:before|to|for|in order to|so that|if) .+"
_MANY = (
    r"(?:(?:the |these |those |all |other |optional |voluntary |mandatory |compulsory |required |core )*"
    r"(?:questions?|items?|steps?|tasks?|requirements?|controls?|entries|parts?))"
)
_ONE = (
    r"(?:question|item|evidence item|step|task|requirement|procedure|case|entry|statement|point|field|response"
    r"|criterion|control|unit|module|lesson|activity)s?"
)
_TAKEN_BACK = r"(?:re-?opened|returned|rejected|withdrawn|sent back|cleared|deleted|removed|unlocked|queried|declined)"
_MUST = r"(?:please |you must |you need to |you should |you have to |now |then |still |but )"


def _answer(w: Mapping[str, str]) -> str:
    return rf"(?:{_THE})*(?:(?:full|saved|written|complete|valid|present|current|final) )?{w['answers']}"


def _thing(w: Mapping[str, str]) -> str:
    return rf"(?:{_answer(w)}(?:{_OF_IT})?|{w['things']})"


def _who(w: Mapping[str, str]) -> str:
    """Whoever or whatever a sentence is about, where it names it: "you have", "the answer was"."""
    return rf"(?:(?:{w['people']}|{_thing(w)}) )?(?:(?:{_HAS}|{_BE}) )?"


def _past(w: Mapping[str, str]) -> str:
    return rf"(?:last year|the last year|\{{year\}}|{w['last_year']})"


def _open(w: Mapping[str, str]) -> Rules:
    """Nothing can be told, or the question is not answered."""
    answer, thing, people = _answer(w), _thing(w), w["people"]
    cases = [
        rf"(?:(?:{people}|{thing}) )?(?:{_HAS}|{_BE}|do|does|did|can) {_NOT}(?: be| been)?"
        rf" (?:{w['done']}|{w['do']}|{w['begun']}|{w['there']})(?: {thing})?{_YET}{_ONCE}",
        rf"(?:nobody|no one|you never|nothing)(?: {_HAS}| {_BE}| yet)*(?: {w['done']}| {w['begun']}| {w['there']})"
        rf"(?: {thing})?{_YET}{_ONCE}",
        rf"(?:there is |there are |there was |{people} (?:{_HAS}|hold|got|see|{_HAS} had|{_HAS} received) )?"
        rf"(?:no|nothing)(?: {answer})?(?: {_HAS}| {_BE})*(?: {w['done']})?(?: from you| on file)?{_YET}{_ONCE}",
        rf"we(?: still)? do {_NOT} (?:have|hold|see) {thing}{_YET}",
        rf"(?:we|you|it)(?: (?:are|is|will|still|also))* (?:waiting for|awaiting|need|needs|missing|lack|lacks) "
        rf"{answer}{_YET}",
        rf"(?:{people}|{thing}) still (?:must|need to|needs to|have to|has to|should|need|needs) (?:be )?"
        rf"(?:{w['do']}|{w['done']})(?: {thing})?{_YET}{_ONCE}",
        rf"(?:{thing} )?(?:is |are |still |yet )*to be {w['done']}{_YET}",
        rf"{_who(w)}(?:saved|kept|written|started|made) an? (?:\S+ )?(?:draft|start)(?:{_DAY}|{SOMEONE})*",
        rf"(?:please )?finish {answer}{_ONCE}",
        rf"{_who(w)}(?:only )?{w['begun']}(?: {thing})?"
        rf"(?:(?: and| but)(?: {_HAS})? {_NOT} {w['done']}(?: {thing})?)?{_YET}",
        rf"(?:(?:{thing}|which) )?(?:do |does |will |would )?{_NOT} (?:be )?(?:count|counts|counted)"
        rf"(?: yet| as .+| towards .+)?{_ONCE}",
        rf"(?:(?:some|more|part|\S+ parts?|parts?|something|the rest|information)(?: of (?:it|{thing}))?) "
        rf"(?:is|are)(?: still)? (?:needed|missing|open|wanted|left|to come|required){_YET}",
        rf"{answer} (?:is|are)(?: still| only)? {w['lacking']}{_YET}{_ONCE}",
        rf"{thing} {_BE} {_TAKEN_BACK}\b.*",
        rf"{people}(?: {_HAS})? (?:{_TAKEN_BACK}|withdrew|sent back) {thing}\b.*",
        rf"{people}(?: {_HAS})? left {thing} (?:blank|empty|open|unanswered|unfinished)\b.*",
        rf"{people}(?: {_HAS})? (?:saved|kept) {thing} for later\b.*",
        r"(?:\d+|one|two|three|a few|some)(?: more)? (?:things?|answers?|parts?|steps?|fields?|boxes)"
        r" (?:(?:is |are )?(?:left|still) to (?:do|go|finish|answer|complete)|(?:left|missing|outstanding|to go))\b.*",
        rf"{people} must still {w['do']} {thing}{_ONCE}",
        rf"{thing} (?:has|have|had) no {w['answers']}{_YET}",
        rf"{_MANY} (?:that |which )?(?:still |yet )?(?:remain|remains|are|have|need|left)(?: still| yet)? "
        rf"(?:to be {w['done']}|to {w['do']}|not (?:yet )?(?:been )?{w['done']}|{w['lacking']})",
        rf"{_MANY} (?:that |which )?(?:you|we)(?: have)? "
        rf"(?:left (?:blank|empty|out|open)|not (?:yet )?{w['done']}|skipped)",
        rf"(?:we |you )?(?:still |also )*(?:need|want|require|lack)"
        r" (?:something|more(?: information| details?| evidence)?|an? \S+|information|details|it)"
        rf"(?: from (?:you|us|the \S+))?(?: about {thing})?{_YET}",
        r"(?:you|we|your organisation) still (?:need|needs|have|has) to .+",
        rf"(?:{thing} )?(?:is )?(?:far from|nowhere near|not nearly|short of) {w['done']}",
        rf"{w['surely_done']}{_WHEN} (?:but|then|and then|and) (?:withdrawn|reopened|returned|rejected|sent back)\b.*",
        rf"(?:{thing} )?(?:was|were) {w['done']} until .+",
        rf"{people} (?:began|started|opened|drafted)(?: {thing})?(?:{_DAY})?"
        rf"(?: (?:and|but) (?:has |have )?{_NOT} {w['done']}(?: {thing})?)?",
        rf"(?:{thing} )?(?:can|could|may) {_NOT} (?:yet )?be (?:called|marked|counted as|set to|made) {w['done']}\b.*",
        rf"(?:{thing} )?(?:is )?(?:waiting|awaiting|pending|waits|ready|needs|needing|for|to)(?: for)? (?:{_THE})*"
        rf"(?:be )?{w['sign_off']}{_YET}",
    ]
    untold = [
        rf"(?:we |it )?(?:could|can|are|is|was|were) {_NOT} (?:be )?(?:able to )?{w['shown']}\b.*",
        rf"(?:the )?(?:state|status|progress|answer).* {w['unavailable']}(?: .*)?",
        rf"(?:the |this )?(?:state|status|progress|value|field) (?:could|can|is|was) {_NOT} (?:be )?{w['shown']}\b.*",
    ]
    return [(case, "status.unknown") for case in untold] + [(case, "status.incomplete") for case in cases]


def _earlier(w: Mapping[str, str]) -> Rules:
    """The answer is last year's, is to be looked at again, or was saved again."""
    answer, thing, past, people = _answer(w), _thing(w), _past(w), w["people"]
    over = r"(?: (?:over|forward|across|through|in|on))?"
    it = rf" (?:it|this|them|that|these|one|{answer}(?:{_OF_IT})?|{past})"
    again = rf"{w['again']}(?:{it})? again"
    with_care = r"(?: through| over| again| carefully| first)*"
    yes = [
        rf"{_who(w)}{w['brought']}{over}(?: {thing}| {w['told']})?(?: for you)?{over} (?:from|in|of|since) {past}"
        rf"(?: {w['used']})*(?: for you)?",
        rf"{answer} (?:is|was|were) {w['done']} (?:in |for |during )?{past}",
        rf"(?:this|it|that|here) (?:is|was) {w['told']} (?:in |for |during )?{past}",
        rf"(?:you|we|your organisation) {w['gave']}(?: us)?(?:{it})? (?:in|for|during) {past}",
        rf"(?:(?:nobody|no one) (?:{_HAS}|{_BE})|(?:(?:you|{thing}) )?(?:(?:{_HAS}|{_BE}|do|does) )?{_NOT}) (?:been )?"
        rf"{again}(?: since.*| this year| yet| so far| in \{{year\}})*",
        rf"(?:your |the )?(?:\{{year\}}|{w['last_year']}) answer (?:is|was)(?: still)? (?:there|shown|kept|here|used)",
        rf"(?:this|it|here) is (?:the|your) (?:answer|response) (?:of|from|for|given in) {past}",
        rf"(?:this|here|it) is the (?:answer|response) (?:that )?(?:you|we|your organisation) (?:{w['gave']}|published"
        rf"|sent)(?: us)? (?:in|on|for|during)? ?(?:{past}|\{{date\}})",
        rf"we have (?:used|shown|kept|copied|pre-filled|prefilled|filled in|brought forward|carried over) "
        rf"(?:this|the|your) (?:answer|response)(?: (?:that )?you {w['gave']}(?: us)?)?(?: from| in| for)? ?"
        rf"(?:your )?{past}"
        r"(?: form| toolkit| assessment)?",
    ]
    needed = [
        rf"(?:(?:nobody|no one)(?: {_HAS})?|you(?: {_HAS})? not)(?: yet| ever)? (?:{w['again']}|{w['looked_at']})"
        rf"(?:{it})?"
        rf"(?: and {w['again']}(?:{it})?)?(?: again)? (?:this year|this time(?: round)?|yet|so far|for \{{year\}})",
        rf"{_MUST}*{w['look']}(?:{it})?{with_care}(?: and| then)+ (?:save|confirm|submit|sign)(?:{it})?(?: again| off)?"
        r"(?: this year| before .+| so that .+| if .+)?",
        rf"{_MUST}+{w['look']}{it}{with_care}(?: (?:before|so that|because|as|since) .+| this year)?",
        rf"(?:(?:{past}|{thing})(?: answers?)? )?(?:is |are |still )*to be {w['again']}(?: again)?",
        rf"{w['look']} (?:that|if|whether) {thing} (?:is|are) still (?:right|true|correct|valid|current|up to date)"
        r"(?: and (?:then )?(?:save|confirm)(?: it)?(?: again)?)?",
        rf"(?:please |kindly )?{w['looks']} and {w['looks']} (?:your |the )?{past}(?: {w['answers']})?",
        rf"(?:please )?{w['look']} (?:at |through |over )?(?:your |the )?{past}(?: answer)?(?: again| first)?",
        rf"(?:{people}|{thing}) still (?:must|needs? to|ha(?:s|ve) to|should)(?: be)? {w['looked_at']}"
        rf"(?: (?:and|or) {w['looked_at']})?(?: again)?(?: this year| for \{{year\}}| by .+| before .+)*",
        r"(?:please |now )?(?:re)?confirm (?:this|the|your|last year's) (?:answer|response)",
        rf"{_MUST}*{w['look']} (?:it|this|that it|that this) is still (?:right|true|correct|valid|current|up to date)"
        r"(?: and (?:press|select|click|choose)? ?(?:save|confirm)(?: it)?)?",
        rf"{_MUST}*{w['look']}{it}{with_care} and (?:press|select|click|choose) \S+",
        rf"(?:{people} )?(?:{_HAS} )?{_NOT} (?:been )?(?:{w['again']}|{w['looked_at']}) (?:{w['past_answers']}|{past})",
        rf"(?:your |the )?{w['past_answers']} (?:needs?|has|have|must|is|are)(?: still)?(?: to)? be {w['looked_at']}"
        r"(?: again)?(?: (?:by|before) .+)?",
    ]
    no = [
        rf"{_who(w)}{again}{_WHEN}",
        rf"{thing} {_BE} {w['looked_at']}{_TAIL}",
        rf"(?:your |the )?{w['past_answers']} {_BE}(?: (?!not\b|never\b)\S+){{0,4}} {w['looked_at']}{_TAIL}",
    ]
    return (
        [(case, "carried_over.yes") for case in yes]
        + [(case, "confirm.needed") for case in needed]
        + [(case, "carried_over.no") for case in no]
    )


def _complete(w: Mapping[str, str]) -> Rules:
    """The question is answered. Before that: when something was saved, which alone tells nothing else."""
    answer, thing, people, done = _answer(w), _thing(w), w["people"], w["done"]
    who = rf"(?:(?:{people}|{w['things']}) )?(?:(?:{_HAS}|{_BE}) )?"
    na = rf"(?:saved|recorded|marked|entered|confirmed) as (?:not applicable|n/a){_TAIL}"
    saved = rf"{na}|{who}(?:last )?{w['again']}(?: (?:it|this|them|that))?{_WHEN}"
    cases = [
        rf"(?:{answer} |{people} (?:{_HAS} )?)?{w['surely_done']}(?: {thing})?{_WHEN}",
        rf"{thing} {_BE}(?:{_NOW})* {w['done']}{_TAIL}",
        rf"{answer} (?:is|are)(?:{_NOW})* {w['there']}{_TAIL}",
        rf"{people}(?: {_HAS})?(?:{_NOW})* {w['done']} {thing}{_TAIL}",
        rf"we(?: {_HAS})?(?:{_NOW})* (?:have|hold|got|received|recorded|had) {answer}{_TAIL}",
        rf"there is an? {w['answers']}{_TAIL}",
        rf"{answer} {w['done']}{_WHEN}",
        rf"(?:{thing} )?(?:counts?|is counted|are counted) as {w['done']}",
        rf"{_MANY} (?:that |which )?(?:are |have been |is )(?:{_NOW} )*(?:{w['surely_done']}|{w['done']})",
        rf"{_MANY} (?:that |which )?(?:you|we)(?: have)?(?: now| already)? (?:{w['surely_done']}|{w['done']})",
        rf"(?:there is )?nothing (?:more|else|left|further)(?: is)?(?: left)? (?:to do|needed|required|to be done"
        rf"|to answer)(?: here|{_OF_IT})*",
        rf"(?:there is )?nothing(?: is)? (?:missing|outstanding)(?:{_OF_IT})?",
        rf"no (?:further|more|other) (?:action|work|information|input|details?|evidence) (?:is |are )?"
        rf"(?:needed|required|necessary)(?:{_OF_IT}| here| from you| now)*",
        rf"(?:you |we )?do {_NOT} (?:need|have) to do anything(?: else| more)?(?: here|{_OF_IT})*",
        rf"(?:{people} )?(?:{_HAS} )?(?:marked|set) {thing} (?:as|to) {done}{_TAIL}",
        rf"you have (?:given|provided|told|sent)(?: us)? everything(?: that)? we need(?:{_OF_IT})?",
        rf"(?:we|you) have (?:got )?(?:everything|all)(?: that)? (?:we|you) need(?:{_OF_IT})?",
    ]
    return [
        (cases[0], "status.complete"),
        (saved, "saved.said"),
        *((case, "status.complete") for case in cases[1:]),
    ]


def _mandatory(w: Mapping[str, str]) -> Rules:
    """Whether a question must be answered."""
    thing, do, done = _thing(w), w["do"], w["done"]
    yes = [
        rf"(?:{thing} )?(?:must|has to|have to|needs to|need to) be {done}{_AIM}",
        rf"(?:{_MANY} )?(?:that |which )?(?:must|have to|need to) be {done}",
        rf"{_MANY} (?:that |which )?you (?:must|have to|need to) {do}",
        rf"{thing} (?:must|has to|have to) be {done}",
        rf"you (?:must|have to) {do} {thing}",
        rf"{_MANY} (?:are |is )(?:mandatory|compulsory|required)(?: .+)?",
        rf"(?:mandatory|compulsory|obligatory|required|core) {_ONE}",
        rf"(?:{thing}|it|this) (?:is|are) (?:mandatory|compulsory|obligatory|required)(?: for .+)?",
        r"(?:mandatory|compulsory|obligatory|required|needed) (?:to|for|before you) (?:meet|meeting|reach|reaching"
        r"|achieve|achieving|publish|publishing|pass|get|standards|approaching|the standards?|your publication)\b.*",
        rf"(?:you )?(?:must|have to|need to) {do} {thing}{_AIM}",
        rf"(?:you )?can {_NOT} publish (?:without|unless|until) .+",
    ]
    no = [
        rf"(?:{_MANY} )?(?:that |which )?(?:you )?(?:may|can) (?:be )?(?:left out|left empty|skipped|leave out|skip"
        rf"|leave empty)(?: {thing})?",
        rf"{_MANY} (?:that |which )?you (?:may|can) {do} if you (?:wish|like|want|choose)(?: to)?",
        rf"{_MANY} (?:are |is )?(?:optional|voluntary|yours to choose|up to you|your choice|for you to choose)(?: .+)?",
        rf"(?:optional|voluntary|non-mandatory|non mandatory|extra|extension|additional) {_ONE}",
        rf"(?:{thing}|it|this) (?:is|are) "
        r"(?:optional|voluntary|up to (?:you|us)|not (?:mandatory|compulsory|required))",
        r"(?:yours to choose|up to you|your choice|for you to choose|if you wish)",
        r"(?:no longer|not any longer|not any more|not now|was|were) (?:mandatory|compulsory|required)(?: .+)?",
        r"not (?:mandatory|compulsory|required|needed) (?:for|to) .+",
        rf"answering (?:{thing} )?is (?:up to (?:you|us)|optional|voluntary)",
        r"not (?:mandatory|compulsory|required) (?:(?:in|for) \{year\}|(?:for )?this year|any (?:more|longer)|now"
        r"|for you)(?: .+)?",
        rf"(?:you )?(?:need|do|does|must|may) {_NOT} (?:need to |have to |be )?(?:{do}|{done}) {thing}{_ONCE}"
        r"(?: to publish| if .+)?",
        rf"(?:{thing} )?(?:need|needs|do|does) {_NOT} (?:need to |have to )?be {done}(?: .+)?",
        rf"(?:(?:you|{thing}) )?(?:may|can) (?:be )?(?:left|leave)(?: {thing})? (?:out|empty|blank|open|unanswered)",
        rf"(?:you )?(?:may |can )?{do} (?:it|this) if you (?:wish|like|want|can|choose)(?: to)?",
        r"(?:you )?can publish (?:without|even without) .+",
    ]
    return [(case, "mandatory.yes") for case in yes] + [(case, "mandatory.no") for case in no]
