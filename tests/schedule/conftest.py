from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.schedule.world import World, possible, private_world


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    """A real cron and a real systemd user manager, one for the whole run."""
    if not possible():
        pytest.skip("a cron and a systemd of the tests' own need root, util-linux, cron and systemd")
    with private_world() as made:
        yield made
