"""Version 2: what a person decided about a fix."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "2"
down_revision = "1"


def upgrade() -> None:
    op.create_table(
        "decision",
        *(Column(name, Text, primary_key=True) for name in ("account", "organisation", "year", "fix_id")),
        *(Column(name, Text) for name in ("ref", "because", "until", "person", "due")),
    )
