import gc
import shutil

import pytest
from textual.css.stylesheet import Stylesheet
from ui_world import build

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.dates import warm
from netz_tui.ui import typed_ahead
from netz_tui.ui.widgets import calm_gc, glyphs


@pytest.fixture(autouse=True, scope="session")
def _styles_read_once():
    """Every program starts with the same style sheets, and to read them is a tenth of most tests."""
    read, known = Stylesheet._parse_rules, {}

    def once(sheet, *source, **more):
        key = (source, *more.values(), frozenset(sheet._variables.items()))
        if key not in known:
            known[key] = read(sheet, *source, **more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The small world, closed; a test gets a copy."""
    path = tmp_path_factory.mktemp("world") / "book.sqlite"
    with open_book(path) as book:
        build(book)
    return path


@pytest.fixture(scope="session", autouse=True)
def _days_are_read():
    """What reads days in words is there, so that a question for one shows at once what is meant."""
    warm()


@pytest.fixture
def path(built, tmp_path):
    return shutil.copy(built, tmp_path / "book.sqlite")


@pytest.fixture(autouse=True)
def _plainly(monkeypatch):
    """English, Unicode signs, colours, no hurry: whatever a test before or the machine says, however busy it is."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(typed_ahead, "_PATIENCE", 12_000)
    monkeypatch.setattr(calm_gc, "IDLE_SECONDS", 3600)
    i18n.setup("en")
    yield
    i18n.setup("en")
    glyphs.use(glyphs.UNICODE)
    gc.enable()  # a program that was left in the middle did not


@pytest.fixture(params=["en", "de"])
def language(request):
    return i18n.setup(request.param)
