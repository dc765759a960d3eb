"""The history: every scan of an account, in one file of the user's own."""

from __future__ import annotations

from dsptscan.store.errors import HistoryDamaged, HistoryNewer, HistoryUnusable
from dsptscan.store.history import History
from dsptscan.store.keeper import Keeper
from dsptscan.store.lock import unfinished
from dsptscan.store.records import Entry, Kept

__all__ = ["Entry", "History", "HistoryDamaged", "HistoryNewer", "HistoryUnusable", "Keeper", "Kept", "unfinished"]
