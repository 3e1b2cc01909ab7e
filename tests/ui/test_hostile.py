"""Hostile names, messages, notes, tags and file names on every pane, question and screen."""

import itertools
import json
import shutil

import pytest
from hostile_texts import ALL, CONTROLS, FORBIDDEN, MARKUP, SHAPES
from pty_seat import PtySeat
from ui_world import NOW, Builder, play, sit

from netz_tui.book.book import open_book
from netz_tui.desk import grounds, tags, talk
from netz_tui.desk.drafts import Draft, Drafts
from netz_tui.desk.grounds import Evidence
from netz_tui.desk.talk import Talk


def storable(text):
    """What a verb of the desk takes: a lone surrogate never comes out of a decoder."""
    return text.encode("utf-8", "replace").decode()


def fill(make, text):
    """A request with everything about it called so."""
    desk, text = make.desk, storable(text)
    named = text if text.strip() else "leer"
    other = make.know("Introducer " + named, "a", org=text, title=text, city=text)
    request = make.ask(
        9, "Ask " + named, platform=text[:40], headline=text, message=f"{text}\n{text}", url=text, org=text,
        introducer_id=other, handles=(("phone", "+49 731 1234567"), ("email", f"{text}@example.org")),
    )  # fmt: skip
    person = make.sender(request)
    talk.log(desk, Talk(person, "call", "reached", NOW, request, 60, 4, 4, f"{text}\n\n{text}", "2026-11-24", text))
    grounds.give(desk, person, Evidence("c", introducer_id=other))
    grounds.give(desk, person, Evidence("b", named, named))
    grounds.cross_check(desk, other, person, "vaguely", text)
    tags.set_tags(desk, [person], tags.split(text), keep_others=True)
    make.score(request, 77)
    grounds.fall(desk, desk.book.value("SELECT max(id) FROM grounds"), text)
    Drafts(desk.book.path).save(Draft(person, None, f"{text}\nnote"))
    return person, other, request, text


COLUMNS = {
    "people": ("id IN (:person, :other)", "name", "org", "title", "city"),
    "requests": ("id = :request", "name", "platform", "headline", "message", "url"),
    "conversations": ("person_id = :person", "note"),
    "follow_ups": ("person_id = :person", "what"),
    "grounds": ("person_id = :person AND kind = 'b'", "place", "fallen_why"),
    "cross_checks": ("person_id = :person", "note"),
    "handles": ("person_id = :person", "raw", "label"),
}


def fill_past_the_gate(make, text):
    """The same written into the tables, as an older program or another one may have."""
    person, other, request, text = fill(make, text)
    if not text.strip():
        return
    given = {"person": person, "other": other, "request": request, "text": text}
    with make.desk.book.transaction() as connection:
        for table, (which, *columns) in COLUMNS.items():
            for column in columns:
                connection.execute(f"UPDATE {table} SET {column} = :text WHERE {which}", given)
        params = json.dumps({"name": text, "kind": text, "introducer": text, "count": text})
        connection.execute("UPDATE journal SET params = ?", (params,))


def book_of(fresh, path, filled, texts):
    shutil.copy(fresh, path)
    with open_book(path) as book:
        make = Builder(book)
        for text in texts:
            filled(make, text)
    return path


async def walk(seat):
    """Go everywhere; yield after each step, so that the screen can be looked at."""
    steps = [
        [], ["tab"], ["tab"], ["tab"], ["tab"], ["e"], ["escape", "c"], ["f2"], ["r"], ["3"], ["3"],
        ["escape", "escape", "l"], ["m"], ["escape", "r"], ["escape", "b"], ["1"], ["escape", "b", "a"],
        ["escape", "b", "c"], ["escape", "x"], ["escape", "v"], ["escape", "y"], ["n"], ["o"], ["escape", "z"],
        ["escape", "t"], ["escape", "o"], ["escape", "s"], ["escape", "m", "n"], ["escape", "t"],
        ["escape", "m", "slash"], ["escape", "a"], ["r"], ["escape", "i"], ["escape", "h"], ["escape", "question_mark"],
        ["escape", "j"], ["y"], ["u"], ["U"], ["h"], ["escape", "n", "1"], ["ctrl+p"], ["escape"],
    ]  # fmt: skip
    for keys in steps:
        await seat.press(*keys)
        yield keys


def assert_harmless(seat, where):
    """No control, no link, no action, no line of another width; return what is seen."""
    strips = seat.strips
    shown = "".join(strip.text for strip in strips)
    assert not FORBIDDEN.intersection(shown), (where, sorted(FORBIDDEN.intersection(shown)))
    assert {strip.cell_length for strip in strips} == {seat.app.size.width}, where
    for segment in itertools.chain(*strips):
        if segment.style:
            assert not segment.style.link, where
            assert not any(name.startswith("@") for name in segment.style.meta), where
    assert not seat.app._exit, where
    return shown


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    path = tmp_path_factory.mktemp("fresh") / "book.sqlite"
    open_book(path).close()
    return path


TOGETHER = {"markup": " ".join(MARKUP), "controls and shapes": " ".join([*CONTROLS, *sorted(SHAPES, key=len)])[:900]}


@pytest.mark.parametrize("kind", TOGETHER)
def test_every_question_and_screen_bears_it(tmp_path, fresh, kind, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = book_of(fresh, tmp_path / "book.sqlite", fill_past_the_gate, [TOGETHER[kind], "harmlos"])

    async def scene():
        async with sit(path, size=(140, 42)) as seat:
            async for keys in walk(seat):
                assert_harmless(seat, keys)
            assert not seat.logged

    play(scene())


@pytest.mark.parametrize("filled", [fill, fill_past_the_gate])
def test_every_pane_bears_each_text(tmp_path, fresh, filled):
    path = book_of(fresh, tmp_path / "book.sqlite", filled, ALL)

    async def scene():
        async with sit(path, size=(200, 50)) as seat:
            assert seat.rows.count == len(ALL)
            for number, text in enumerate(ALL):
                seat.rows.move_to(number)
                await seat.until(lambda: seat.area._page.request.id == seat.rows.current.id)
                seat.area._draw_net()
                await seat.still()
                shown = assert_harmless(seat, text)
                if text in MARKUP:
                    for pane in PANES if len(text) < 15 else ("#request",):
                        assert text in seat.text_of(seat.app.main.query_one(pane)), (pane, shown)
            await seat.press("h")
            assert_harmless(seat, "history")

    play(scene())


def letters(text):
    """Without blanks, line breaks and frames."""
    return "".join(text.replace("│", "").split())


PANES = ("#inbox-list", "#request", "#gate", "#talk", "#net")


@pytest.mark.parametrize("text", [MARKUP[0], MARKUP[-1]])
def test_brackets_are_shown_letter_for_letter_in_each_question(tmp_path, fresh, text):
    path = book_of(fresh, tmp_path / "book.sqlite", fill_past_the_gate, [text])

    async def scene():
        async with sit(path, size=(200, 50)) as seat:

            async def shows(*keys, where="#box"):
                await seat.press(*keys)
                node = seat.app.screen.query_one(where)
                await seat.until(
                    lambda: letters(text) in letters(seat.text_of(node)), f"{text} in {where} after {keys}"
                )

            await shows("e", where="#note")
            await shows("escape", "c", where="#call")
            await shows("f2")
            await shows("r")
            await shows("3", "3")
            await shows("escape", "escape", "b")
            await shows("2")
            await shows("escape", "b", "c")
            await shows("escape", "x")
            await shows("escape", "n")
            await shows("o")
            await shows("escape", "z")
            await shows("escape", "t")
            await shows("escape", "o")
            await seat.press("escape", "h")
            await seat.until(lambda: text in seat.screen)

    play(scene())


def test_pasted_and_typed_controls_neither_reach_the_screen_nor_the_book(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("e")
            for text in [*CONTROLS, *SHAPES[2:]]:
                await seat.paste(text)
                assert not FORBIDDEN.intersection("".join(seat.lines))
            await seat.press("f2", "m", "f2", "3", "3", "f2")
            note = seat.value("SELECT note FROM conversations ORDER BY id DESC LIMIT 1")
            assert "Gustav" in note
            assert not (FORBIDDEN - {"\n", "\t"}).intersection(note)
            await seat.press("a", "r")
            await seat.paste("Olga" + "".join(CONTROLS))
            await seat.press("f2")
            name = seat.value("SELECT name FROM requests ORDER BY id DESC LIMIT 1")
            assert name.startswith("Olga")
            assert not FORBIDDEN.intersection(name)

    play(scene())


def test_hostile_file_names_in_the_chooser(path, tmp_path, monkeypatch):
    folder = tmp_path / "ablage"
    folder.mkdir()
    names = [text.replace("/", "_").replace("\x00", "")[:40] + ".vcf" for text in ALL if "\ud800" not in text]
    for name in names:
        (folder / name).write_text("nichts")
    (folder / "kaputt\udcff.vcf").write_text("nichts")
    monkeypatch.chdir(folder)

    async def scene():
        async with sit(path, size=(160, 50)) as seat:
            await seat.press("i")
            shown = ""
            for _name in [*names, "", ""]:
                await seat.press("down")
                shown += assert_harmless(seat, "down")
            assert all(name in shown for name in names if name.startswith(("[", "Carla", "Emil")))
            await seat.type("kaputt")
            await seat.press("tab", "enter")
            await seat.until(lambda: seat.told or seat.dialog == "ImportReport")
            assert not FORBIDDEN.intersection("".join(seat.lines))

    play(scene())


def test_no_control_of_a_text_reaches_the_terminal(tmp_path, fresh):
    """In a real terminal: the kinds of sequences written are those that are written for harmless names."""
    kinds = []
    for name, texts in (("calm", ["harmlos"] * len(CONTROLS)), ("wild", CONTROLS)):
        path = book_of(fresh, tmp_path / f"{name}.sqlite", fill_past_the_gate, texts)
        with PtySeat(tmp_path / "home", "--book", str(path)) as seat:
            seat.wait("You have")
            for key in ("j", "j", "\t", "\t", "\t", "\t", "e", "\x1b", "n", "\x1b", "h", "\x1b", "q"):
                seat.type(key)
                seat.settle()
            seat.gone()
        kinds.append(seat.sequences())
        rest = seat.rest.decode()
        assert not (FORBIDDEN - set("\r\n")).intersection(rest)
    calm, wild = kinds
    assert wild <= calm, wild - calm
