"""Small invented pages, each built around one way of saying that a question is complete, or not, or of hiding it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.properties.pages import Folder

MANDATORY = 4
DONE, GAPS = ("1.1.1", "1.1.3", "2.1.1", "10.2.1"), ("1.1.2", "2.1.2")


@dataclass(frozen=True)
class Asked:
    ref: str
    title: str
    mandatory: bool

    @property
    def done(self) -> bool:
        return self.ref in DONE


QUESTIONS = (
    Asked("1.1.1", "Registration number", True),
    Asked("1.1.2", "Register of data", True),
    Asked("1.1.3", "Privacy notices", False),
    Asked("2.1.1", "Duties in contracts", True),
    Asked("2.1.2", "Completed records", False),
    Asked("10.2.1", "Suppliers", True),
)


def rows(row: str, done: str, gap: str, *, of: tuple[Asked, ...] = QUESTIONS) -> str:
    """A row for each question: @q is its number and title, @r the number, @t the title, @s its status, @m mandatory or
    optional, @y mandatory as yes or no, @must a mark on mandatory ones only."""
    text = ""
    for q in of:
        one = row.replace("@q", f"{q.ref} {q.title}").replace("@s", done if q.done else gap)
        one = one.replace("@must", "<i>Mandatory</i>" if q.mandatory else "").replace(
            "@y", "yes" if q.mandatory else "no"
        )
        text += (
            one.replace("@m", "Mandatory" if q.mandatory else "Optional").replace("@r", q.ref).replace("@t", q.title)
        )
    return text


def _page(content: str) -> Folder:
    text = (
        "<!doctype html><html><head><title>Assessment 2025-26</title></head><body><main><h1>Assessment 2025-26</h1>"
        f"{content}</main><footer><p>Version 3.1.4</p></footer></body></html>"
    )
    return {"list.html": text.encode()}


def _of_standard(number: str) -> str:
    own = tuple(q for q in QUESTIONS if q.ref.startswith(number + "."))
    count = f"{sum(q.done for q in own)} of {len(own)} complete"
    listed = rows("<li>@q @must <b>@s</b></li>", "Completed", "Not completed", of=own)
    return f"<section><h2>Standard {number}</h2><p>{count}</p><ul>{listed}</ul></section>"


def _under_headings() -> str:
    groups = [("Still to do", [q for q in QUESTIONS if not q.done]), ("Completed", [q for q in QUESTIONS if q.done])]
    return "".join(f"<h2>{h}</h2><ul>{rows('<li>@q @must</li>', '', '', of=tuple(qs))}</ul>" for h, qs in groups)


_KEY = "<p><img src='/i/t.png' alt=''> Complete</p><p><img src='/i/c.png' alt=''> Not complete</p>"
_ERRORS = "".join(f"<li><a href='#q{ref}'>{ref} needs an answer</a></li>" for ref in GAPS)
_ANSWER = "<label for='a@r'>Your answer</label><textarea id='a@r'>@s</textarea>"

PAGES: dict[str, Folder] = {
    name: _page(content)
    for name, content in {
        "the negation in an element of its own": rows(
            "<li>@q @must <span>@s</span></li>", "<em>completed</em>", "<b>Not</b> <em>completed</em>"
        ),
        "the negation before an element": rows(
            "<li>@q @must <span>@s</span></li>", "<em>completed</em>", "Not <em>completed</em>"
        ),
        "a column of yes and no": "<table><tr><th>No</th><th>Question</th><th>Mandatory</th><th>Completed</th></tr>"
        + rows("<tr><td>@r</td><td>@t</td><td>@y</td><td>@s</td></tr>", "Yes", "No")
        + "</table>",
        "icons with a key": _KEY
        + rows("<p class='q'><img src='/i/@s.png' alt=''> @q @must</p>", "t", "c"),
        "icons with words for a screen reader": rows(
            "<div><a href='/q/@r'>@q</a><svg aria-label='@s'></svg>@must</div>", "Complete", "Not complete"
        ),
        "only gaps are marked, with a counter": "<p>4 of 6 questions completed</p>"
        + rows("<p>@q @must@s</p>", "", " <b>To do</b>"),
        "only gaps are marked, without a counter": rows("<p>@q @must@s</p>", "", " <b>To do</b>"),
        "only what is done is marked": rows("<p>@q @must@s</p>", " <b>Completed</b>", ""),
        "headings that speak for all below": _under_headings(),
        "two rows for each question": "<table>"
        + rows("<tr><td>@r</td><td>@t</td></tr><tr><td>@m</td><td>@s</td></tr>", "Completed", "Not completed")
        + "</table>",
        "a heading and loose pieces": rows("<h3>@q</h3><p>@m</p><p>@s</p>", "Completed", "Not started"),
        "terms and descriptions": f"<dl>{rows('<dt>@q @must</dt><dd>@s</dd>', 'Completed', 'Incomplete')}</dl>",
        "lines with breaks": f"<div>{rows('@q - @m - @s<br>', 'Done', 'To do')}</div>",
        "a label and its value": rows(
            "<section><h4>@q</h4><p>Mandatory: @y</p><p>Complete: @s</p></section>", "yes", "no"
        ),
        "a label apart from its value": rows(
            "<section><h4>@q @must</h4><dl><dt>Complete?</dt><dd>@s</dd></dl></section>", "Yes", "No"
        ),
        "taken back by another word": rows(
            "<li>@q @must <b>Completed</b>@s</li>", "", " <u>Answer missing</u>"
        ),
        "to be confirmed": rows("<li>@q @must <b>@s</b></li>", "Completed", "Confirm last year&#8217;s answer"),
        "the word before the question": rows(
            "<li><b>@s</b> @must <a href='/q/@r'>@q</a></li>", "Completed", "Not completed"
        ),
        "an error summary": f"<div role=alert><h2>There is a problem</h2><ul>{_ERRORS}</ul></div><div>"
        + rows("<div id='q@r'>@q @must <b>@s</b></div>", "Completed", "")
        + "</div>",
        "the answers in the list": rows(
            f"<details><summary>@q @must <b>Completed</b></summary>{_ANSWER}</details>", "Done in May", ""
        ),
        "counters of each standard": "".join(_of_standard(number) for number in ("1", "2", "10")),
    }.items()
}  # fmt: skip
