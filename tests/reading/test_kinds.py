"""What a page is: every kind by its words, and what it must not be taken for."""

from __future__ import annotations

from typing import get_args

import pytest

from dsptscan.model import Page
from dsptscan.reading.kinds import OBSTACLES, PageKind
from dsptscan.reading.page import read_page
from tests.reading.small_pages import WORDS, listed, read

PASSWORD = '<form><label for="p">Password</label><input id="p" type="password"><button>Go on</button></form>'
SEVERAL = listed("1.1.1 Who? <b>Completed</b>", "1.1.2 What? <b>To do</b>")
ONE = '<h1>1.1.5 Who leads?</h1><label for="a">Your answer</label><textarea id="a"></textarea>'

CASES: list[tuple[str, str, str]] = [  # kind, title, what stands in <main>
    ("sign_in", "Log in", f"<h1>Log in</h1>{PASSWORD}"),
    ("sign_in", "Toolkit", f"<h1>Welcome back</h1>{PASSWORD}"),
    ("sign_in", "Sign in to your account", "<h1>Sign in</h1><label>E-mail <input type=email></label>"),
    ("second_factor", "Security code", "<h1>Check your phone</h1><label>Code <input></label>"),
    ("second_factor", "Two-step verification", "<h1>Enter the code</h1><input>"),
    ("expired_password", "Your password has expired", f"<h1>Your password has expired</h1>{PASSWORD}{PASSWORD}"),
    ("expired_password", "Toolkit", f"<h1>Account</h1>{PASSWORD}{PASSWORD}"),
    ("locked", "Log in", f"<h1>Log in</h1><p>Your account is locked.</p>{PASSWORD}"),
    ("time_out", "Signed out", "<h1>You have been signed out</h1><p>You did nothing for 40 minutes.</p>"),
    ("time_out", "Log in", f"<h1>Log in</h1><p>Your session has expired.</p>{PASSWORD}"),
    ("choose_organisation", "Organisations", "<h1>Choose an organisation</h1><ul><li><a href='/1'>Alder</a></ul>"),
    ("profile", "Organisation profile", "<h1>Organisation profile</h1><button>Continue to questions</button>"),
    (
        "terms",
        "Terms of use",
        "<h1>Our terms of use have changed</h1><p>1.1.1 You keep it safe.</p><p>1.1.2 And so on.</p>",
    ),
    ("maintenance", "Service unavailable", "<h1>The service is unavailable</h1>"),
    ("maintenance", "Toolkit", "<h1>Toolkit</h1><p>Closed for planned maintenance. Try again later.</p>"),
    ("denied", "Access denied", "<h1>Access denied</h1>"),
    ("denied", "403", "<h1>403 Forbidden</h1>"),
    ("not_found", "Page not found", "<h1>Page not found</h1><p>There is no 1.1.5.</p>"),
    ("error", "Error", "<h1>Sorry, there is a problem with the service</h1>"),
    ("error", "500", "<h1>500</h1>"),
    ("publish_confirmation", "Publish", "<h1>Confirm and publish</h1><p>45 of 45 mandatory questions complete</p>"),
    ("publish_confirmation", "Publish", f"<h1>Are you sure you want to publish?</h1>{SEVERAL}"),
    ("published", "Thank you", "<h1>Thank you for publishing</h1><p>Your assessment is there for all to see.</p>"),
    ("caf", "CAF-aligned DSPT", "<h1>CAF-aligned assessment</h1><ul><li>A1.a Achieved</li></ul>"),
    ("headquarters", "Alder Homecare", "<h1>Alder Homecare</h1><p>Your headquarters completes the answers.</p>"),
    ("captive", "Welcome to our guest Wi-Fi", f"<h1>Welcome</h1><p>Enter your room.</p>{PASSWORD}"),
    ("captive", "Connect", "<h1>Connect</h1><p>Free Wi-Fi for our guests.</p><button>Connect</button>"),
    ("assessment", "Assessment 2025-26", SEVERAL),
    ("assessment", "Toolkit", SEVERAL),
    ("question", "1.1.5", ONE),
    ("question", "Question 1.1.5 - Toolkit", "<h1>Who leads?</h1><textarea aria-label='Your answer'></textarea>"),
    ("overview", "Assessment", "<ul><li>Standard 1: 7 of 9 complete<li>Standard 2: 1 of 2 complete</ul>"),
    ("home", "Alder House", "<h1>Alder House</h1><a href='/a'>Go to assessment</a>"),
    ("empty_assessment", "Assessment 2025-26", "<h1>Assessment 2025-26</h1><div id=app></div><script>1</script>"),
    ("other", "News", "<h1>News</h1><p>The office moved.</p>"),
    ("other", "", ""),
]


@pytest.mark.parametrize(("kind", "title", "body"), CASES, ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)])
def test_what_it_is(kind: str, title: str, body: str) -> None:
    assert read(body, title).kind == kind


def test_every_kind_of_the_words_file_has_a_case_and_is_a_kind_of_page() -> None:
    kinds = set(get_args(PageKind))
    assert set(WORDS.pages) <= kinds
    assert kinds - set(WORDS.pages) == {"assessment", "question", "overview", "home", "empty_assessment", "other"}
    assert {kind for kind, _, _ in CASES} == kinds
    assert set(OBSTACLES) <= set(WORDS.pages)


@pytest.mark.parametrize("kind", [kind for kind in OBSTACLES if kind not in ("caf", "headquarters")])
def test_a_page_in_the_way_is_no_assessment_whatever_else_it_lists(kind: str) -> None:
    body = next(body for name, _, body in CASES if name == kind)
    title = next(title for name, title, _ in CASES if name == kind)
    if kind == "locked":
        return  # told by its words beside a password box
    found = read(f"{body}{SEVERAL}", title)
    assert found.kind == kind
    assert found.rows is None


def test_a_list_beside_a_password_box_is_a_sign_in_page() -> None:
    assert read(f"<h1>Assessment</h1>{PASSWORD}{SEVERAL}").kind == "sign_in"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Assessment",
            f"<h1>Assessment</h1><p>Maintenance on Sunday. Your session times out after an hour.</p>{SEVERAL}",
        ),
        ("Assessment", f"<h1>Assessment</h1><p>When all is done: <a href='/p'>Confirm and publish</a></p>{SEVERAL}"),
        ("Assessment", f"<h1>Assessment</h1>{SEVERAL}<p><a href='/t'>Terms and conditions</a></p>"),
        ("Assessment", f"<h1>Assessment</h1>{SEVERAL}<p>Is your guest Wi-Fi apart from your own?</p>"),
    ],
)
def test_words_in_passing_do_not_make_an_assessment_something_else(title: str, body: str) -> None:
    assert read(body, title).kind == "assessment"


@pytest.mark.parametrize("ref", ["1.1.5", "10.2.1"])
@pytest.mark.parametrize("more", ["", "<p>See also 4.3.1 and 4.5.3.</p>", "<nav><a>1.1.1</a><a>1.1.2</a></nav>",
                                  "<p><a href='/p'>Back to 1.1.2</a> <a href='/n'>On to 1.2.1</a></p>"])  # fmt: skip
def test_a_question_page_that_names_others(ref: str, more: str) -> None:
    found = read(f"<h1>{ref} Who leads?</h1><textarea aria-label='Your answer'></textarea>{more}", f"Question {ref}")
    assert (found.kind, found.question and found.question.ref) == ("question", ref)


def test_a_list_of_one_question_is_still_a_list() -> None:
    assert (
        read("<h1>Standard 5</h1><ul><li><a href='/q'>5.1.1 What changed?</a> <b>Completed</b></li></ul>").kind
        == "assessment"
    )


def test_nothing_at_all() -> None:
    assert read_page(Page(name="empty", html=b""), WORDS).kind == "other"
