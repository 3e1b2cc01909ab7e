"""Each question by its single keys: what every answer writes, and that leaving it writes nothing."""

from pathlib import Path

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.widgets import Input
from ui_world import options_of, play, sit

from netz_tui.ui.dialogs.dimmed import Dimmed
from netz_tui.ui.flows.decide import REASONS
from netz_tui.ui.flows.talk import CHEMISTRY, TRUST
from netz_tui.ui.hints import SORTS
from netz_tui.ui.panes.inbox import InboxPane
from netz_tui.ui.screens.files import meant
from netz_tui.ui.widgets.options import Options
from netz_tui.ui.words import ANSWERS, KINDS, OUTCOMES


def latest(seat, columns, table="conversations"):
    return seat.desk.book.rows(f"SELECT {columns} FROM {table} ORDER BY id DESC LIMIT 1")[0]


def test_every_outcome_has_its_key_and_is_written(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c", "f2")
            keys = dict(options_of(seat))
            assert sorted(keys.values()) == sorted(OUTCOMES)
            await seat.press("escape")
            for key, outcome in keys.items():
                await seat.press(*([] if seat.area.calling.running else ["c"]), "f2", key)
                if outcome == "reached":
                    await seat.press("5", "4")
                assert seat.title == "And then?"
                await seat.press("f2")
                assert latest(seat, "kind, outcome, trust, chemistry") == (
                    ("call", "reached", 5, 4) if outcome == "reached" else ("call", outcome, None, None)
                )
                assert not seat.area.calling.running

    play(scene())


def test_trust_and_chemistry_take_each_value(path):
    async def scene():
        async with sit(path) as seat:
            for value in range(1, 6):
                await seat.press("r")
                assert [key for key, _value in options_of(seat)] == list("12345")
                assert TRUST[value - 1] in seat.screen
                await seat.press(str(value))
                assert CHEMISTRY[value - 1] in seat.screen
                await seat.press(str(6 - value))
                assert seat.desk.book.rows("SELECT trust, chemistry FROM conversations ORDER BY id")[0] == (
                    value,
                    6 - value,
                )
            await seat.press("r", "6", "0", "r", "y")
            assert seat.title == "Trust"
            await seat.press("down", "down", "enter", "up", "enter")
            assert seat.desk.book.rows("SELECT trust, chemistry FROM conversations ORDER BY id")[0] == (5, 2)

    play(scene())


@pytest.mark.parametrize(("key", "since", "place"), [("a", "Known since", "From where"), ("b", "Met on", "Where")])
def test_first_degree_needs_evidence(path, key, since, place):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Suryadi W.")
            await seat.press("b", key)
            assert (since in seat.screen, place in seat.screen) == (True, True)
            await seat.press("f2")
            assert "A ground needs its evidence" in seat.screen
            await seat.type("next year")
            await seat.press("enter")
            await seat.type("Ulm [Messe]")
            await seat.press("enter")
            assert "Give a day, a month or a year that has been" in seat.screen
            await seat.press("shift+tab")
            await seat.press(*["backspace"] * 9)
            await seat.type("march 2019")
            assert "= March 2019" in seat.screen
            await seat.press("f2")
            assert latest(seat, "kind, since, place", "grounds") == (key, "2019-03", "Ulm [Messe]")
            assert f"{key} – " in seat.text_of(seat.app.main.query_one("#gate"))
            assert "Ulm [Messe]" in seat.text_of(seat.app.main.query_one("#gate"))

    play(scene())


def test_second_degree_offers_only_who_stands_on_a_or_b(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("b")
            assert seat.app.screen.query_one(Options).cursor == 2
            await seat.press("c")
            assert seat.dialog == "PickPerson"
            assert seat.app.screen.query_one(Input).value == "Jens Kühn"
            await seat.press("end", *["backspace"] * 9)
            offered = seat.text_of(seat.app.screen.query_one("PeopleList"))
            assert ("Jens Kühn" in offered, "Dr. Petra Lang" in offered) == (True, True)
            assert "Brandt" not in offered
            assert "Heide" not in offered
            await seat.type("nobody of that name")
            await seat.press("enter")
            assert "Nobody of that name" in seat.screen
            await seat.press(*["backspace"] * 19)
            await seat.type("lang")
            await seat.press("enter")
            assert seat.desk.book.rows(
                "SELECT g.kind, p.name FROM grounds g JOIN people p ON p.id = g.introducer_id ORDER BY g.id DESC"
            )[0] == ("c", "Dr. Petra Lang")

    play(scene())


def test_a_ground_falls_and_stands_again(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("b")
            assert "falls: c – through Jens Kühn" in seat.screen
            await seat.press("1")
            await seat.type("Nie getroffen")
            await seat.press("enter")
            assert latest(seat, "fallen_why", "grounds WHERE fallen_at IS NOT NULL") == ("Nie getroffen",)
            assert "fell: Nie getroffen" in seat.screen
            await seat.press("b", "1")
            assert not seat.value("SELECT count(*) FROM grounds WHERE fallen_at IS NOT NULL")

    play(scene())


def test_every_answer_to_a_cross_check_is_written(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("x")
            keys = dict(options_of(seat))
            assert keys == dict(zip("1234", ANSWERS, strict=True))
            await seat.press("escape")
            for key, answer in keys.items():
                await seat.press("x", key, "enter", "enter")
                assert latest(seat, "answer", "cross_checks") == (answer,)
            assert "Jens Kühn, asked: not at all" in seat.screen
            assert not seat.area.page.verdict.may
            await seat.press("y")
            assert seat.state("Anna Berger") == "pending"
            await seat.press("x", "2")
            await seat.type("Kollegen in Ulm")
            await seat.press("enter")
            await seat.type("ulm")
            await seat.press("enter")
            assert "Give a day that has been" in seat.screen
            await seat.press(*["backspace"] * 3)
            await seat.type("14.3.2026")
            await seat.press("enter")
            assert latest(seat, "note, substr(asked_at, 1, 10)", "cross_checks") == ("Kollegen in Ulm", "2026-03-14")
            assert "asked 5, knew 3: 60% (23–88)" in " ".join(seat.screen.split())

    play(scene())


def test_two_introducers_one_is_chosen(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("b", "c", "end", *["backspace"] * 9)
            await seat.type("lang")
            await seat.press("enter", "x")
            assert seat.title == "Whom did you ask?"
            assert [key for key, _value in options_of(seat)] == ["1", "2"]
            await seat.press("2", "1", "enter", "enter")
            assert seat.labels()[-1] == "Jens Kühn asked about Dirk Voßkamp"

    play(scene())


def test_every_reason_to_decline_is_written(path):
    async def scene():
        async with sit(path) as seat:
            for key, _code, text in [*REASONS, ("n", "", "")]:
                await seat.press("n", key)
                assert latest(seat, "reason", "requests WHERE state = 'declined'") == (text,)
                await seat.press("u")
            await seat.press("n", "o")
            await seat.type("Ruft nachts an [b]")
            await seat.press("enter")
            assert latest(seat, "reason", "requests WHERE state = 'declined'") == ("Ruft nachts an [b]",)

    play(scene())


UNTIL = {
    "in 2 weeks": "2026-12-08",
    "morgen": "2026-11-25",
    "14.12.": "2026-12-14",
    "fr": "2026-11-27",
    "tomorrow 14:30": "2026-11-25",
    "": "2026-12-01",
}


def test_defer_in_words(path):
    async def scene():
        async with sit(path) as seat:
            for typed, until in UNTIL.items():
                await seat.press("z")
                await seat.type(typed)
                assert "= " in seat.screen
                await seat.press("enter")
                assert (
                    latest(seat, "name, defer_until", "requests WHERE name = 'Anna Berger' AND asleep = 1")[1][:10]
                    == until
                )
                assert seat.name == "Dirk Voßkamp"
                await seat.press("u")
                assert seat.name == "Anna Berger"

    play(scene())


def test_defer_refuses_what_is_no_day_to_come(path):
    async def scene():
        async with sit(path) as seat:
            before = seat.content()
            for typed in ("gestern", "today", "nonsense", "99.99.", "1.1.2019", "9:00 yesterday", "[b]x"):
                await seat.press("z")
                await seat.type(typed)
                assert "That is no day to come that netz understands." in seat.screen, typed
                await seat.press("enter")
                assert seat.dialog == "AskDay"
                await seat.press("escape")
            assert seat.content() == before

    play(scene())


def test_every_kind_of_conversation_can_be_logged(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Suryadi W.")
            await seat.press("l")
            keys = dict(options_of(seat))
            assert sorted(keys.values()) == sorted(KINDS)
            await seat.press("escape")
            for key, kind in keys.items():
                await seat.press("l", key)
                await seat.paste("yesterday 10:00")
                assert "= Monday, 23 November 2026" in seat.screen
                await seat.press("tab")
                await seat.paste("Notiz [b]\nzweite Zeile")
                await seat.press("f2")
                if kind in {"call", "video"}:
                    await seat.press("r")
                if kind in {"call", "video", "meeting"}:
                    await seat.press("3", "4")
                await seat.press("enter")
                await seat.paste("mail schreiben")
                await seat.press("enter")
                judged = (3, 4) if kind in {"call", "video", "meeting"} else (None, None)
                assert latest(seat, "kind, outcome, trust, chemistry, note") == (
                    kind, "reached", *judged, "Notiz [b]\nzweite Zeile"
                )  # fmt: skip
                assert latest(seat, "at")[0][:10] == "2026-11-23"

    play(scene())


def test_next_step_is_asked_for_with_its_day(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c", "f2", "r", "4", "4")
            await seat.type("gestern")
            await seat.press("f2")
            assert "That is no day to come" in seat.screen
            await seat.press(*["backspace"] * 7)
            await seat.type("fr 15:00")
            await seat.press("enter")
            await seat.type("Angebot schicken")
            await seat.press("enter")
            due, what = latest(seat, "due, what", "follow_ups")
            assert (due[:10], what) == ("2026-11-27", "Angebot schicken")
            await seat.go("Dirk Voßkamp")
            assert "Angebot schicken" in seat.screen

    play(scene())


def test_not_reached_proposes_to_call_again(path):
    async def scene():
        async with sit(path) as seat:
            await seat.go("Dirk Voßkamp")
            await seat.press("c", "f2", "n", "f2")
            due, what = latest(seat, "due, what", "follow_ups")
            assert (due[:10], what) == ("2026-11-25", "call again")

    play(scene())


def test_every_order_has_its_key(path):
    async def scene():
        async with sit(path) as seat:
            for place, name in enumerate(SORTS, 1):
                await seat.press("s")
                assert SORTS[name] in seat.screen
                await seat.press(str(place))
                assert seat.area.query_one(InboxPane).sort == name
                assert seat.name == "Anna Berger"
                names = [row.name for row in seat.rows._source.block(0, 20)]
                assert (len(names), names[-1]) == (14, "Beate Fröhlich"), "deferred requests stay last"

    play(scene())


def test_marked_requests_are_declined_deferred_and_tagged_in_one_step(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("space", "space", "space")
            assert "3 marked" in seat.screen
            await seat.press("t")
            assert "3 people" in seat.screen
            await seat.type("messe")
            await seat.press("enter")
            assert seat.value("SELECT count(*) FROM person_tags") == 3
            await seat.press("z", "enter")
            assert seat.value("SELECT count(*) FROM requests WHERE asleep = 1") == 4
            assert seat.labels()[-1] == "3 requests deferred"
            assert not seat.rows.marked
            await seat.press("u", "m", "n")
            assert "13 requests" in seat.screen
            await seat.press("5", "m", "n", "n")
            assert seat.value("SELECT count(*) FROM requests WHERE state = 'declined'") == 14
            assert seat.rows.count == 0
            assert "Nobody waits." in seat.screen
            await seat.press(
                "y", "n", "z", "t", "c", "b", "x", "v", "o", "e", "f2", "space", "enter", "w", "w", "j", "G"
            )
            assert seat.dialog == "Main"
            await seat.press("u", "u")
            assert (seat.rows.count, seat.state("Suryadi W.")) == (14, "pending")

    play(scene())


def test_a_request_typed_in(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("a", "r", "f2")
            assert "A request needs the name of its sender." in seat.screen
            await seat.type("Karl-Heinz Süß [Albtrauf]")
            for text in ("XING", "Disponent", "Albtrauf Logistik KG", "0731 1234567", "kein-at"):
                await seat.press("enter")
                await seat.type(text)
            await seat.press("f2")
            assert "“kein-at” is no e-mail address." in seat.screen
            await seat.type("@example.org")
            await seat.press("enter", "enter")
            await seat.type("tomorrow")
            await seat.press("f2")
            assert "Give a day that has been" in seat.screen
            await seat.press(*["backspace"] * 8)
            await seat.type("14.3.")
            await seat.press("enter")
            await seat.type("Wir kennen uns über Herrn Kühn.\nZweite Zeile")
            assert "named as introducer: Jens Kühn" in seat.screen
            await seat.press("f2")
            assert seat.desk.book.rows(
                "SELECT r.name, r.platform, r.message, substr(r.sent_at, 1, 10), i.name FROM requests r "
                "JOIN people i ON i.id = r.introducer_id ORDER BY r.id DESC LIMIT 1"
            ) == [
                ("Karl-Heinz Süß [Albtrauf]", "XING", "Wir kennen uns über Herrn Kühn.\nZweite Zeile", "2026-03-14",
                 "Jens Kühn")
            ]  # fmt: skip
            assert seat.name == "Karl-Heinz Süß [Albtrauf]"
            await seat.until(lambda: "731 1234567" in seat.text_of(seat.app.main.query_one("#request")))

    play(scene())


PASTED = """Karla Kolumna möchte Sie als Kontakt hinzufügen
Firma: Neustädter Anzeiger
Tel. +49 731 9876543
karla@example.org
https://www.xing.com/profile/Karla_Kolumna
Petra Lang hat mir von Ihnen erzählt. [b]Rufen Sie an![/b]
"""


def test_a_request_from_pasted_text(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("a", "p")
            await seat.paste(PASTED)
            await seat.press("f2")
            assert seat.title == "A request"
            assert "Karla Kolumna" in seat.screen
            assert "named as introducer: Dr. Petra Lang" in seat.screen
            await seat.press("f2")
            assert seat.name == "Karla Kolumna"
            await seat.until(lambda: "[b]Rufen" in seat.text_of(seat.app.main.query_one("#request")))
            assert seat.area.page.request.introducer == "Dr. Petra Lang"
            kinds = {handle.kind for handle in seat.area.page.handles}
            assert kinds == {"phone", "email", "url"}
            await seat.press("a", "p", "f2")
            assert seat.dialog == "Main", "an empty paste asks for nothing"

    play(scene())


VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ilse Bilse\r\nN:Bilse;Ilse;;;\r\nEMAIL:ilse@example.org\r\nEND:VCARD\r\n"


def test_a_path_pasted_behind_what_stood_there_is_the_one_meant(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / "meine kontakte.vcf"
    file.touch()
    for typed in (f"{file}", f"/work/{file}", f"/work/'{file}'", f'/work/"{file}" ', "/work/~/meine kontakte.vcf"):
        assert meant(typed) == file, typed
    assert meant(f"{tmp_path}//{file.name}") == file
    assert meant("") == Path("/")
    assert meant("/nirgends/me") == Path("/nirgends/me")


def test_import_with_the_file_chooser(path, tmp_path, monkeypatch):
    folder = tmp_path / "Ablage [2026]"
    folder.mkdir()
    (folder / "karten.vcf").write_text(VCARD)
    (folder / "kein.vcf").write_text("hallo")
    monkeypatch.chdir(tmp_path)

    async def scene():
        async with sit(path) as seat:
            await seat.press("i")
            await seat.type("Abl")
            assert "Ablage [2026]/" in seat.screen
            await seat.press("enter")
            await seat.type("kar")
            await seat.press("tab", "enter")
            await seat.until(lambda: seat.dialog == "ImportReport")
            await seat.still()
            assert "1 new contact," in seat.screen
            assert "“u” undoes all of it." in seat.screen
            await seat.press("enter", "u")
            assert not seat.value("SELECT count(*) FROM people WHERE name = 'Ilse Bilse'")
            await seat.press("i")
            await seat.type("Ablage [2026]/kein.vcf")
            await seat.press("enter")
            await seat.until(lambda: seat.told or seat.dialog == "ImportReport")
            await seat.press("escape", "i")
            await seat.type("no such file")
            await seat.press("enter")
            assert seat.dialog == "ChooseFile"
            assert "Nothing of that name is here." in seat.screen
            await seat.press("escape")
            assert seat.dialog == "Main"

    play(scene())


def test_history_undoes_back_to_an_entry_and_forth(path):
    async def scene():
        async with sit(path) as seat:
            total = len(seat.labels())
            await seat.press("y", "n", "1", "z", "enter", "h")
            assert seat.labels()[-3:] == [
                "Anna Berger confirmed",
                "Dirk Voßkamp declined",
                "Dr. Mehmet Yıldız deferred",
            ]
            await seat.press("j", "j", "enter")
            assert len(seat.labels()) == total + 1
            assert seat.state("Dirk Voßkamp") == "pending"
            await seat.press("g", "enter")
            assert len(seat.labels()) == total + 3
            await seat.press("u", "u", "u")
            assert len(seat.labels()) == total
            await seat.press("U")
            assert seat.state("Anna Berger") == "confirmed"
            await seat.press("G", "enter")
            assert len(seat.labels()) == 1
            await seat.press("enter")
            assert len(seat.labels()) == 0
            await seat.press("escape")
            assert seat.rows.count == 0
            await seat.press("h", "g", "enter", "escape")
            assert len(seat.labels()) == total + 3
            assert seat.rows.count == 12

    play(scene())


QUESTIONS = (
    (["c", "f2"], "Choose"), (["f2", "r"], "Choose"), (["f2", "r", "3"], "Choose"), (["f2", "r", "3", "3"], "Form"),
    (["l"], "Choose"), (["l", "m"], "Form"), (["r"], "Choose"), (["r", "1"], "Choose"), (["b"], "Choose"),
    (["b", "a"], "Form"), (["b", "c"], "PickPerson"), (["x"], "Choose"), (["v"], "PickPerson"), (["n"], "Choose"),
    (["n", "o"], "Form"), (["z"], "AskDay"), (["t"], "Form"), (["o"], "Choose"), (["s"], "Choose"), (["a"], "Choose"),
    (["a", "r"], "Form"), (["a", "p"], "Form"), (["i"], "ChooseFile"), (["h"], "History"), (["question_mark"], "Help"),
    (["ctrl+p"], "CommandPalette"),
)  # fmt: skip


def test_leaving_a_question_changes_nothing(path):
    async def scene():
        async with sit(path) as seat:
            before = seat.content()
            for keys, dialog in QUESTIONS:
                await seat.press(*keys)
                assert seat.dialog == dialog, keys
                await seat.press("escape")
                await seat.until(lambda: seat.dialog == "Main")
                await seat.press("escape")
                assert seat.rows.has_focus, keys
            assert seat.content() == before

    play(scene())


def test_help_can_be_read_to_its_end_by_keyboard(path, language):
    async def scene():
        async with sit(path, size=(80, 24)) as seat:
            await seat.press("question_mark")
            assert "F1" not in seat.screen
            await seat.press(*["pagedown"] * 6)
            await seat.until(lambda: "≈" in seat.screen)
            await seat.press("home")
            said = {"en": " c  Call", "de": " c  Anruf"}[language]
            await seat.until(lambda: said in seat.screen)

    play(scene())


def test_a_line_takes_all_that_is_pasted(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("slash")
            await seat.paste("Dirk\n  Voßkamp\r\n")
            line = seat.app.screen.query_one("#filter", Input)
            assert line.value == "Dirk Voßkamp"
            await seat.until(lambda: seat.rows.count == 1, "one request")

    play(scene())


@pytest.mark.parametrize("alpha", [0, 0.6])
def test_what_is_below_is_dimmed_as_textual_would(alpha):
    color = Color(20, 30, 40, alpha)
    segments = [
        Segment("plain"),
        Segment("bold", Style(bold=True, color="#102030", bgcolor="red")),
        Segment("steers", Style(link="https://example.org", color="blue") + Style.from_meta({"@click": "app.quit"})),
        Segment("\a", None, [(ControlType.BELL,)]),
    ] * 2
    mine = list(Dimmed.process_segments(segments, color))
    assert mine == list(BackgroundScreen.process_segments(segments, color))
    assert not any(segment.style.meta or segment.style.link for segment in mine if not segment.control)


def test_a_single_line_is_taken_by_enter_and_says_so(path):
    async def scene():
        async with sit(path) as seat:
            await seat.press("n", "o")
            assert "enter takes" in seat.screen
            await seat.press("escape", "b", "a")
            assert "enter next" in seat.screen

    play(scene())
