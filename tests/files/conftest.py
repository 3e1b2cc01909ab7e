from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from netz_tui.files import read_file

if TYPE_CHECKING:
    from collections.abc import Callable

settings.register_profile("files", derandomize=True, deadline=None, database=None)
settings.load_profile("files")


@pytest.fixture
def read(tmp_path) -> Callable:
    """Write bytes to a file and read it: (reading, records)."""

    def run(data: bytes | str, **options):
        path = tmp_path / "addresses"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        (reading,) = read_file(path, **options)
        return reading, list(reading)

    return run
