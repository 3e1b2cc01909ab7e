import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = "netz_tui"
TREE = Path(__file__).parent.parent / PACKAGE
ROOMS = {"book", "files", "matching", "network", "study"}
GROUND = "ground"
"""Every module or folder directly in the package that is not named in MAY: leaves, which import nothing of ours."""

MAY = {
    "__init__": set(),
    "__main__": {"cli", GROUND},
    "cli": {"desk", "ui", GROUND},
    "ui": {"desk", GROUND},
    "desk": {*ROOMS, GROUND},
    **{room: {GROUND} for room in ROOMS},
}
LATE = {("cli", "ui"), ("__main__", "ui")}
"""Arrows that are allowed inside a function only: the screen is loaded when it opens."""

HOMES = {"textual": "ui", "peewee": "book", "click": "cli"}
"""Libraries that one place alone may use."""

SQL = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|PRAGMA)\s+\w.*", re.DOTALL)
"""A text that asks or changes a book. Whoever shows or prints something leaves that to the desk."""

AT_LOAD = {"ui": {"textual", "rich"}, "book": {"peewee"}, "cli": {"click"}}
"""Libraries that may be loaded with a module of a place; every other one is imported in the function that uses it."""


def place(module):
    """Return on which part of the house a dotted module name stands, or None if it is not ours."""
    names = module.split(".")
    if names[0] != PACKAGE:
        return None
    top = names[1] if len(names) > 1 else "__init__"
    if top.startswith("cli_"):
        return "cli"  # commands that stand in a module of their own
    return top if top in MAY else GROUND


def modules(tree):
    """Yield every module's dotted name and file."""
    for file in sorted(tree.rglob("*.py")):
        names = [PACKAGE, *file.relative_to(tree).with_suffix("").parts]
        yield ".".join(names[:-1] if names[-1] == "__init__" and len(names) > 2 else names), file


def uses(node, when="load"):
    """Yield the imports and calls below a node, each with when it runs: at load, in a call, for types only."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and when == "load":
        when = "call"
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Call):
        yield node, when
    typing = isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from uses(child, "types" if typing and field == "body" else when)


def names(node, package, known):
    """Return the dotted names of the modules that a statement or call loads."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func).endswith(("import_module", "__import__"))
        return [
            arg.value
            for arg in node.args[:1]
            if called and isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
    base = node.module or ""
    if node.level:
        above = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1])
        base = f"{above}.{base}".rstrip(".")
    return [f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base for alias in node.names]


def unit(module):
    """Return what a module is a part of: its place, or for the ground the leaf itself."""
    here = place(module)
    return module.split(".")[1] if here == GROUND else here


def is_wrong(module, name, when):
    """Tell whether a module may not load another one, or not then."""
    here, there = place(module), place(name)
    if name == PACKAGE or (there is not None and unit(module) == unit(name)):
        return False
    if there is not None:
        return there not in MAY.get(here, set()) or (when == "load" and (here, there) in LATE)
    library = name.split(".")[0]
    if library in sys.stdlib_module_names or when == "types":
        return False
    return HOMES.get(library, here) != here or (when == "load" and library not in AT_LOAD.get(here, set()))


def wrong_arrows(tree):
    """Return a line for every import that points up or sideways, or loads a library where it does not belong."""
    every = dict(modules(tree))
    known = {".".join(name.split(".")[:length]) for name in every for length in range(1, name.count(".") + 2)}
    return [
        f"{file.relative_to(tree)}:{node.lineno} imports {name}"
        for module, file in every.items()
        for node, when in uses(ast.parse(file.read_text(encoding="utf-8")))
        for name in names(node, module if file.name == "__init__.py" else module.rpartition(".")[0], known)
        if is_wrong(module, name, when)
    ]


def test_every_arrow_points_down():
    assert wrong_arrows(TREE) == []


def asked_of_the_book(tree, *places):
    """Return a line for every piece of SQL in these places."""
    return [
        f"{file.relative_to(tree)}:{node.lineno}: {node.value}"
        for module, file in modules(tree)
        if place(module) in places
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]


def test_the_faces_know_no_sql():
    assert asked_of_the_book(TREE, "ui", "cli", "__main__") == []
    assert len(asked_of_the_book(TREE, "desk")) > 100


def test_the_walk_reaches_the_whole_house():
    places = {place(module) for module, _ in modules(TREE)}
    assert places == {*MAY, GROUND}


@pytest.fixture
def house(tmp_path):
    def build(**files):
        for name, source in {"__init__": "", "clean": "", "paths": "", **files}.items():
            file = (
                tmp_path / PACKAGE / f"{name.replace('__init__', '@').replace('__main__', '$').replace('__', '/')}.py"
            )
            file = file.with_name(file.name.replace("@", "__init__").replace("$", "__main__"))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(source)
        return wrong_arrows(tmp_path / PACKAGE)

    return build


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("book__people", "from netz_tui.matching.keys import key"),
        ("book__people", "import netz_tui.desk.decide"),
        ("book__people", "from netz_tui import ui"),
        ("book__people", "from ..matching import keys"),
        ("book__people", "from .. import matching"),
        ("book____init__", "from ..files import vcard"),
        ("study__deep__er", "from ...book import people"),
        ("book__people", "def f():\n    from netz_tui.study.rates import rate"),
        ("book__people", "if TYPE_CHECKING:\n    from netz_tui.study.rates import rate"),
        ("book__people", "try:\n    import netz_tui.ui.app\nexcept ImportError:\n    pass"),
        ("book__people", "import importlib\nimportlib.import_module('netz_tui.files.vcard')"),
        ("book__people", "class A:\n    from netz_tui.cli import main"),
        ("clean", "from netz_tui.paths import places"),
        ("clean", "from netz_tui.book.people import person"),
        ("dates__rules", "from netz_tui.clean import clean"),
        ("desk__decide", "from netz_tui.ui.app import App"),
        ("desk__decide", "from netz_tui.cli import main"),
        ("ui__app", "from netz_tui.book.people import person"),
        ("ui__app", "from netz_tui.cli import main"),
        ("cli", "from netz_tui.ui.app import App"),
        ("cli", "from netz_tui.files.vcard import read"),
        ("cli", "def f():\n    from netz_tui.book.book import open_book"),
        ("__main__", "from netz_tui.desk.desk import Desk"),
        ("__init__", "from netz_tui.clean import clean"),
        ("desk__decide", "from textual.app import App"),
        ("clean", "def f():\n    import textual"),
        ("book__people", "import requests"),
        ("dates__rules", "import dateparser"),
        ("desk__decide", "if not TYPE_CHECKING:\n    from peewee import Model"),
        ("ui__app", "import peewee"),
        ("desk__decide", "from peewee import fn"),
        ("matching__score", "import numpy as np"),
        ("matching__score", "from rapidfuzz import fuzz"),
    ],
)
def test_an_arrow_up_or_sideways_is_found(house, module, source):
    rest = dict.fromkeys(
        ["matching__keys", "files__vcard", "study__rates", "book__book", "desk__desk", "ui__app", "cli"], ""
    )
    (found,) = house(**{**rest, module: source})
    assert "imports" in found


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("book__people", "from netz_tui.clean import clean\nfrom .book import open_book\nimport peewee, sqlite3"),
        ("book____init__", "from .book import open_book"),
        ("study__deep__er", "from ..rates import rate\nfrom ... import clean"),
        ("dates__rules", "from netz_tui.dates.words import canonical\nfrom . import words"),
        (
            "desk__decide",
            "from netz_tui.book import people\nfrom netz_tui.matching.keys import key\nfrom . import desk",
        ),
        (
            "ui__app",
            "from textual.app import App\nfrom netz_tui.desk.desk import Desk\nfrom netz_tui import __version__",
        ),
        ("cli", "import click\nfrom netz_tui.desk import desk\ndef f():\n    from netz_tui.ui.app import App"),
        ("cli", "if TYPE_CHECKING:\n    from netz_tui.ui.app import App\nelse:\n    import json"),
        ("__main__", "from netz_tui.cli import main"),
        ("matching__score", "def f():\n    import numpy\n    from rapidfuzz import fuzz"),
        ("matching__score", "if TYPE_CHECKING:\n    import numpy"),
        ("clean", "import textwrap"),
        ("desk__decide", "if TYPE_CHECKING:\n    from peewee import Model"),
        ("network__ego", "def f():\n    import numpy"),
    ],
)
def test_an_arrow_down_is_let_be(house, module, source):
    assert house(**{"book__book": "", "study__rates": "", "dates__words": "", module: source}) == []


def loaded(module, *libraries):
    """Return which of the libraries a fresh interpreter holds after importing a module."""
    code = f"import sys, {module}\nprint(*({set(libraries)!r} & set(sys.modules)))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


HEAVY = ("peewee", "textual", "rich", "numpy", "rapidfuzz", "click", "dateparser", "phonenumbers", "babel", "asyncio")


def test_opening_a_book_loads_nothing_heavy():
    assert loaded("netz_tui.book.book", *HEAVY) == set()
    assert loaded("netz_tui.book.book, netz_tui.book.models", *HEAVY) == {"peewee"}


def test_reading_pages_of_a_book_loads_nothing_heavy():
    assert loaded("netz_tui.book.inbox, netz_tui.book.people, netz_tui.book.rule", *HEAVY) == set()
