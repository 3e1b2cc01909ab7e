import shutil
import sqlite3

import pytest

from netz_tui.book.book import open_book
from netz_tui.book.opening import PRAGMAS, migrations


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory):
    """A book as it is made, closed."""
    path = tmp_path_factory.mktemp("empty") / "book.sqlite"
    open_book(path).close()
    path.with_name("book.sqlite.lock").unlink()
    return path


@pytest.fixture
def path(tmp_path, empty_book):
    """Where a closed, empty book lies."""
    return shutil.copy(empty_book, tmp_path / "book.sqlite")


@pytest.fixture
def book(path):
    with open_book(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def master():
    """An empty book in memory, to be copied."""
    connection = sqlite3.connect(":memory:")
    connection.executescript("\n".join(step.sql for step in migrations()))
    return connection.serialize()


@pytest.fixture
def raw(master):
    """A connection that writes whatever it likes into a book, as somebody with another program would."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(master)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    yield connection
    connection.close()
