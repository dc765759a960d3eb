"""Texts that try to be more than text, and reports that are full of them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dsptscan.model import Milestone, Report
from tests.reports.examples import decided

NOWHERE = "http://127.0.0.1:9/reached"  # nothing listens there

HOSTILE = {
    "script": "<script>window.acted=1</script>",
    "image": "<img src=x onerror=window.acted=1>",
    "tag left open": "<img src=x onerror=window.acted=1 x='",
    "script left open": f"<script src={NOWHERE} ",
    "comment left open": "<!-- nothing below is shown",
    "picture of a picture": "<svg onload=window.acted=1><set onbegin=window.acted=1 attributeName=x></svg>",
    "double quotes": f'" onmouseover="window.acted=1" autofocus onfocus="window.acted=1" src="{NOWHERE}" x="',
    "single quotes": "' autofocus tabindex=1 onfocus='window.acted=1' x='",
    "back-ticks": "`onfocus=window.acted=1 autofocus x=`",
    "everything closed": "--></title></style></caption></table></svg></main><script>window.acted=1</script><!--",
    "style": f"</style><style>@import '{NOWHERE}';*{{background:url({NOWHERE})}}</style>",
    "frame": f"<iframe src={NOWHERE}></iframe><object data={NOWHERE}></object><embed src={NOWHERE}>",
    "form": f"<form action={NOWHERE}><input autofocus onfocus=window.acted=1><button>Sign in</button></form>",
    "refresh": f"<meta http-equiv=refresh content='0;url={NOWHERE}'><base href={NOWHERE}>",
    "link": f"<link rel=stylesheet href={NOWHERE}><link rel=prefetch href={NOWHERE}>",
    "entities": "&lt;script&gt;&#60;img src=x onerror=window.acted=1&#62;&quot;&amp;",
    "template": "{{ 7 * 7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}{# #}",
    "javascript address": "javascript:window.acted=1",
    "javascript address with a host": "javascript://www.dsptoolkit.nhs.uk/%0awindow.acted=1",
    "javascript address in disguise": "java\tscript:window.acted=1//https://www.dsptoolkit.nhs.uk/",
    "data address": "data:text/html,<script>window.acted=1</script>",
    "file address": "file:///etc/passwd",
    "address with mark-up": 'https://www.dsptoolkit.nhs.uk/"><script>window.acted=1</script>',
    "address with a user": "https://www.dsptoolkit.nhs.uk@127.0.0.1:9/",
    "address with a backslash": "https://www.dsptoolkit.nhs.uk\\@127.0.0.1:9/",
    "address of Markdown": "https://www.dsptoolkit.nhs.uk/a|b)>](javascript:window.acted=1)(",
    "formula": "=1+1",
    "formula with plus": "+1+1",
    "formula with minus": "-1+1",
    "formula with at": "@SUM(1;1)",
    "formula after a tab": "\t=1+1",
    "formula after a line": "\r\n=1+1",
    "formula after nothing to see": "\u200b\ufeff\u202e=1+1",
    "formula in wide letters": "\uff1d1+1",
    "command": "=cmd|'/C calc'!A0",
    "web formula": f'=HYPERLINK("{NOWHERE}","Click")&WEBSERVICE("{NOWHERE}")',
    "end of a cell": '","=1+1\n=1+1,"',
    "letters of Excel": "_x003D_1+1_x0000__x000D__x005F_",
    "terminal": "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://127.0.0.1:9\x07\x9b31m\x90q\x9c\b\b",
    "every control": "".join(map(chr, [*range(1, 32), *range(127, 160)])) + "end",
    "nul": "a\x00b",
    "lines": "one\r\ntwo\nthree\x0bfour\x0cfive\u2028six\u2029seven\x85eight",
    "right to left": "\u202eyaw rehto eht\u202c \u2066x\u2069 \u200f\u061c",
    "nothing to see": "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "long word": "W" * 10_000,
    "long text": "word " * 4_000,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\U000e0067\U000e0062 \u2705\ufe0f",
    "half letters": "\ud83d half \ude00 \udfff",
    "no letters": "\ufffe\uffff\U0010ffff\ue000",
    "piled accents": "Z" + "\u0310\u0321\u0489" * 200,
    "other alphabets": "T\u0177 Glas \u5b57 \u05d0\u05d1 \u0639\u0631 \u0e01",
    "table of Markdown": "a | b |\n|---|---|\n| c || \\| d \\",
    "blocks of Markdown": "# Heading\n- item\n1. item\n> quote\n```\ncode\n```\n---\n===",
    "one block of Markdown": "# Heading",
    "list of Markdown": "1. item",
    "line of Markdown": "---",
    "words of Markdown": f"**b** _i_ `c` ~~s~~ $x$ [l](javascript:window.acted=1) ![i]({NOWHERE}) <{NOWHERE}> [r]: x",
    "attributes of Markdown": "text {: onclick=window.acted=1 #id .class }",
}


def poisoned(text: str) -> Report:
    """A report with `text` in every field that can hold any text, the optional ones too."""
    many = decided(recalled_from=None, course=(Milestone(day=decided().today, complete=1, incomplete=1, unknown=1),))
    found = _poisoned(many, text, Report)
    assert isinstance(found, Report)
    return found


def _poisoned(value: Any, text: str, hint: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        hints = get_type_hints(type(value))
        changed = {item.name: _poisoned(getattr(value, item.name), text, hints[item.name]) for item in fields(value)}
        return replace(value, **changed)
    if get_origin(hint) in (Union, UnionType):
        kinds = get_args(hint)
        if value is None or any(get_origin(kind) is Literal for kind in kinds):
            return text if str in kinds else value
        return _poisoned(value, text, str if str in kinds else type(value))
    if get_origin(hint) is tuple:
        return tuple(_poisoned(item, text, get_args(hint)[0]) for item in value)
    return text if hint is str else value
