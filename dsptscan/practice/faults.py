"""A toolkit that is not to be had: each fault as the answer that shows it."""

from __future__ import annotations

from dsptscan.practice.pages import page
from dsptscan.practice.records import Answer
from dsptscan.practice.ways import FaultName

ELSEWHERE = "http://portal.example/login"


def answer_of(fault: FaultName, path: str) -> Answer:
    """What a visitor of `path` gets."""
    match fault:
        case "maintenance":
            closed = "<p>Closed for planned maintenance. Try again later.</p>"
            return Answer(200, page("Service unavailable", closed))
        case "429":
            return Answer(429, page("Too many requests", ""), headers=(("Retry-After", "180"),))
        case "403" | "500" | "502" | "503":
            return Answer(int(fault), page(f"{fault} error", "<p>The page cannot be shown.</p>"))
        case "reset":
            return Answer(200, page("Log in", "<p>More of this page follows.</p>" * 200), drop=True)
        case "loop":
            return Answer(302, headers=(("Location", path),))
        case "captive_redirect":
            return Answer(302, headers=(("Location", ELSEWHERE),))
        case "captive_page":
            boxes = '<label>Room <input name="room"></label><label>Password <input type="password" name="p"></label>'
            form = f'<form method="post" action="/portal">{boxes}<button>Connect</button></form>'
            return Answer(200, page("Welcome to our guest Wi-Fi", form))
