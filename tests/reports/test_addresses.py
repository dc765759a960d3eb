from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsptscan.reports.addresses import web_address


@pytest.mark.parametrize(
    "url",
    [
        "https://www.dsptoolkit.nhs.uk/Assessment/Question/4-3-1",
        "https://www.dsptoolkit.nhs.uk/(X(1)S(abc))/Q?a=1&b=%20#top",
        "http://127.0.0.1:8080/",
        "http://[::1]:8080/a",
    ],
)
def test_an_address_stays_as_it_is(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/Evidence Item/1", "https://a.example/Evidence%20Item/1"),
        ("https://a.example/T\u0177", "https://a.example/T%C5%B7"),
        ("https://a.example/\"><b x='`{}|\\^", "https://a.example/%22%3E%3Cb%20x=%27%60%7B%7D%7C%5C%5E"),
    ],
)
def test_what_could_end_a_link_is_written_as_a_number(url: str, address: str) -> None:
    assert web_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "/Assessment",
        "www.dsptoolkit.nhs.uk",
        "javascript:alert(1)",
        "javascript://a.example/%0aalert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "https:",
        "https:///x",
        "https:a.example",
        "https://user@a.example/",
        "https://a.example\\@b.example/",
        "https://a.example:port/",
        "https://[::1/",
        "https://a.example/\u202egnp.x",
        "https://a.example/\x00",
        "https://a.example/\ud800",
        " https://a.example/",
        "https://a.example/" + "a" * 2000,
    ],
)
def test_what_is_no_address(url: str | None) -> None:
    assert web_address(url) is None


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_whatever_comes_out_can_stand_in_quotes(text: str) -> None:
    for url in (text, f"https://{text}", f"https://a.example/{text}"):
        address = web_address(url)
        if address is not None:
            assert address.isascii()
            assert address.lower().startswith(("http://", "https://"))
            assert not set(address) & set(" \"'<>`\\|{}^")
            assert web_address(address) == address
