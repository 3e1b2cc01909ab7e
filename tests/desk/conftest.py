import shutil

import pytest
from desk_world import NOW, World
from hypothesis import settings

from netz_tui.book.book import open_book
from netz_tui.desk.demo import build_demo

settings.register_profile("desk", derandomize=True, deadline=None, database=None)
settings.load_profile("desk")


@pytest.fixture(scope="session")
def fresh_book(tmp_path_factory):
    """A book as it is made, closed."""
    path = tmp_path_factory.mktemp("fresh") / "book.sqlite"
    open_book(path).close()
    return path


@pytest.fixture(scope="session")
def peopled_book(tmp_path_factory, fresh_book):
    """The book of the small world, closed, and who is in it."""
    path = shutil.copy(fresh_book, tmp_path_factory.mktemp("peopled") / "book.sqlite")
    with open_book(path) as book:
        return path, World.build(book).people


@pytest.fixture(scope="session")
def demo_book(tmp_path_factory):
    """The demonstration book of the day of `NOW`, closed; whoever writes takes a copy."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    build_demo(path, NOW)
    return path


@pytest.fixture
def world(tmp_path, peopled_book):
    template, people = peopled_book
    with open_book(shutil.copy(template, tmp_path / "book.sqlite")) as book:
        yield World.opened(book, people)


@pytest.fixture
def desk(world):
    return world.desk
