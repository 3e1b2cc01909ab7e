"""Out of the book and in again on the screen: a list as a file of any format, and a file that lacks many."""

import json
import time

from textual.widgets import Input
from ui_world import play, sit

from netz_tui.ui.panes.contacts_list import ContactsList


def connections(file, org, *people):
    rows = (f"{one},Roth,https://www.linkedin.com/in/{one},,{org},,15 Jan 2024\n" for one in people)
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    file.write_text(f'Notes:\n"none"\n\n{header}' + "".join(rows))


async def contacts(seat):
    await seat.press("2")
    await seat.until(lambda: seat.app.main.query(ContactsList), "the list")
    await seat.until(lambda: not seat.value("SELECT count(*) FROM search_stale"), "the index")
    await seat.still()
    return seat.app.main.query_one(ContactsList)


async def write(seat, key, file):
    await seat.press("P", key)
    assert "netz-2026-" in seat.app.screen.query_one("#field-path", Input).value
    seat.app.screen.query_one("#field-path", Input).value = str(file)
    await seat.press("enter")
    await seat.until(lambda: seat.told or file.exists())


def test_all_that_are_listed_or_marked_become_a_file(path, tmp_path):
    async def scene():
        async with sit(path) as seat:
            rows = await contacts(seat)
            await write(seat, "j", tmp_path / "all.json")
            document = json.loads((tmp_path / "all.json").read_text())
            assert sorted(one["name"] for one in document["contacts"]) == sorted(
                row.name for row in rows._source.block(0, 99)
            )
            await seat.press("space")
            await write(seat, "3", tmp_path / "one.vcf")
            assert (tmp_path / "one.vcf").read_text().count("BEGIN:VCARD") == 1
            assert not seat.told
            await write(seat, "4", tmp_path / "one.vcf")
            assert any("exists already" in sentence for sentence in seat.told)
            await seat.press("P", "escape")
            assert seat.dialog == "Main"

    play(scene())


def test_a_file_that_lacks_many_is_asked_about(path, tmp_path):
    connections(tmp_path / "alt.csv", "Nord AG", *"abcde")
    connections(tmp_path / "neu.csv", "Süd AG", *"abc")

    async def scene():
        async with sit(path) as seat:
            seat.app.take_in(tmp_path / "alt.csv")
            await seat.until(lambda: seat.dialog == "ImportReport")
            await seat.press("escape")
            for answer in ("n", "y"):
                seat.app.take_in(tmp_path / "neu.csv")
                await seat.until(lambda: seat.dialog == "Choose")
                await seat.still()
                assert "lacks 2 of the 5 contacts" in " ".join(seat.screen.split())
                assert not seat.value("SELECT count(*) FROM people WHERE org = 'Süd AG'")
                await seat.press(answer)
            await seat.until(lambda: seat.dialog == "ImportReport")
            await seat.still()
            assert "line 5: a Roth, company: Nord AG → Süd AG" in seat.screen
            assert seat.value("SELECT count(*) FROM people WHERE org = 'Süd AG'") == 3

    play(scene())


def test_who_leaves_stops_the_import_and_is_told(path, tmp_path, monkeypatch):
    from netz_tui.desk.intake import Cancelled, Report
    from netz_tui.ui import importing

    def endless(_desk, _path, *, cancelled, **_more):
        while not cancelled():
            time.sleep(0.01)
        if _path.name == "spät.csv":
            return Report("spät.csv")
        raise Cancelled

    monkeypatch.setattr(importing, "take_in", endless)

    async def scene(name, said):
        async with sit(path) as seat:
            seat.app.take_in(tmp_path / name)
            await seat.until(lambda: "reading" in seat.flash)
            await seat.app.action_quit()
            assert [str(one) for one in seat.app._exit_renderables] == [said]

    play(scene("neu.csv", "neu.csv: stopped. Nothing of it was taken in."))
    play(scene("spät.csv", "spät.csv imported"))
