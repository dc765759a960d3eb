"""What all tests share."""

from __future__ import annotations

import signal

pytest_plugins = ["tests.played_session", "tests.screen", "tests.secret_service"]

# What starts tests in the background may have Ctrl-C ignored, and every program they start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
