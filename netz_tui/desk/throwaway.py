"""The demonstration net: a book of its own in a temporary folder, gone when one leaves."""

from __future__ import annotations

import contextlib
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from netz_tui.desk.demo import build_demo

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def demonstration(now: datetime | None = None) -> Iterator[Path]:
    """Build the demonstration net as it would be at a moment and remove it at the end."""
    with tempfile.TemporaryDirectory(prefix="netz-demo-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "demo.netz"
        build_demo(path, now or datetime.now().astimezone().replace(microsecond=0))
        yield path
