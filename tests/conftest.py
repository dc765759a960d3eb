"""What all tests share."""

from __future__ import annotations

import os
import signal

pytest_plugins = ["tests.played_session", "tests.screen", "tests.secret_service"]

# What starts tests in the background may have these ignored, and every program they start would inherit that. A handler
# of ours is not inherited.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, lambda *_: None)

# Where tests run beside each other, each process is told the size of a screen it has not: tables would be as narrow.
for name in ("COLUMNS", "LINES"):
    os.environ.pop(name, None)
