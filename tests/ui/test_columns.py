"""A table that no reader knows: its columns are guessed, corrected by keys, and remembered."""

from __future__ import annotations

import pytest
from ui_world import play, sit

TABLE = (
    "Kontaktname;Mailadresse;Handy Nr.;Firmenname;Kundennr\n"
    "Änne Krug;anne@example.org;0171 123456;Müßig & Söhne;4711\n"
    "Bob Bau;bob@example.org;0171 234567;Bau AG;4712\n"
)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
def test_columns_are_shown_corrected_and_remembered(path, tmp_path, monkeypatch, size):
    (tmp_path / "tabelle.csv").write_text(TABLE)
    monkeypatch.chdir(tmp_path)

    async def choose(seat):
        await seat.press("i")
        await seat.type("tab")
        await seat.press("enter")
        await seat.until(lambda: seat.dialog == "ColumnsOf")
        await seat.still()

    async def scene():
        async with sit(path, size=size) as seat:
            await choose(seat)
            assert "Kontaktname" in seat.screen
            assert "semicolon, 5 columns" in seat.screen
            assert "guessed; please check" in seat.screen
            assert "Änne Krug · Müßig & Söhne · anne@example.org" in seat.screen
            await seat.press("down", "down", "enter")
            assert seat.dialog == "ChooseField"
            await seat.type("mobile")
            await seat.press("enter")
            assert "mobile phone" in seat.screen
            await seat.press("g", "down", "delete")
            assert "anne@example.org · 0171" not in seat.screen
            await seat.press("f2")
            await seat.until(lambda: seat.dialog == "ImportReport")
            await seat.press("escape")
            assert seat.value("SELECT count(*) FROM people WHERE name IN ('Änne Krug', 'Bob Bau')") == 2
            handles = seat.value("SELECT group_concat(kind || ' ' || label) FROM handles WHERE raw LIKE '0171%'")
            assert handles == "phone cell,phone cell"
            assert not seat.value("SELECT count(*) FROM handles WHERE raw LIKE '%@example.org' AND raw LIKE 'anne%'")
            await seat.press("u")
            assert not seat.value("SELECT count(*) FROM people WHERE name = 'Bob Bau'")
            await choose(seat)
            assert "as you said last time" in seat.screen
            await seat.press("escape")
            assert seat.dialog == "Main"
            assert not seat.value("SELECT count(*) FROM people WHERE name = 'Bob Bau'")

    play(scene())


def test_a_field_is_found_by_a_part_of_its_name_or_none_is(path, tmp_path, monkeypatch):
    (tmp_path / "tabelle.csv").write_text("a,b\nEins,2\nZwei,3\n")
    monkeypatch.chdir(tmp_path)

    async def scene():
        async with sit(path) as seat:
            await seat.press("i")
            await seat.type("tab")
            await seat.press("enter")
            await seat.until(lambda: seat.dialog == "ColumnsOf")
            await seat.still()
            assert "nothing to be read" in seat.screen
            await seat.press("enter")
            await seat.type("gibt es nicht")
            assert "No field is called so." in seat.screen
            await seat.press("enter")
            assert seat.dialog == "ChooseField"
            await seat.press("escape", "enter")
            await seat.type("full")
            await seat.press("enter")
            assert "nothing to be read" not in seat.screen
            await seat.press("f2")
            await seat.until(lambda: seat.dialog == "ImportReport")
            assert seat.value("SELECT count(*) FROM people WHERE name IN ('Eins', 'Zwei')") == 2

    play(scene())
