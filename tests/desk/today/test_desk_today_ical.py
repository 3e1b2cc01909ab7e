"""Due dates as a calendar: other programs read it, entries keep their names, notes stay at home."""

from datetime import date, datetime, timedelta

import pytest
from desk_world import ask, reached
from icalendar import Calendar

from netz_tui.desk import decide, talk
from netz_tui.desk.today import agenda_of, ical, verbs


@pytest.fixture
def busy(world):
    """One due date of each kind, a moment among them."""
    desk = world.desk
    reached(desk, world.people["Tom Adler"], note="Streng geheim")
    talk.remind(desk, world.people["Tom Adler"], "2026-12-14", "Angebot; mit Komma, \\ und\nUmbruch")
    talk.remind(desk, world.people["Sabine Lang"], "2026-12-01T13:30:00Z", "")
    decide.defer(desk, [ask(desk, "Erika Weiß")], desk.now() + timedelta(days=9))
    return world


def entries(path, kind="VEVENT"):
    return {str(entry["UID"]).partition(".")[0]: entry for entry in Calendar.from_ical(path.read_bytes()).walk(kind)}


def test_a_calendar_of_all_due_dates_that_others_read(busy, tmp_path):
    path = tmp_path / "due.ics"
    assert ical.save(busy.desk, path) == 5
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_bytes()
    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert b"geheim" not in text
    found = entries(path)
    assert str(found["step-1"]["SUMMARY"]) == "Tom Adler: Angebot; mit Komma, \\ und Umbruch"
    assert found["step-1"].decoded("DTSTART") == date(2026, 12, 14)
    assert found["step-1"].decoded("DTEND") == date(2026, 12, 15)
    assert found["step-2"].decoded("DTSTART").isoformat() == "2026-12-01T13:30:00+00:00"
    assert found["request-1"].decoded("DTSTART") == (busy.desk.now() + timedelta(days=9)).astimezone().date()
    assert str(found["touch"]["CLASS"]) == "PRIVATE"


def test_entries_keep_their_names_and_move(busy):
    first = {item.uid: item for item in ical.items(busy.desk)}
    busy.clock.forward(days=30)
    (step,) = [due for due in agenda_of(busy.desk).rows if due.name == "Tom Adler"]
    verbs.put_off(busy.desk, [step], busy.desk.now() + timedelta(days=3))
    second = {item.uid: item for item in ical.items(busy.desk)}
    assert first.keys() == second.keys()
    (moved,) = [uid for uid in first if first[uid].when != second[uid].when]
    assert (moved.partition(".")[0], second[moved].when) == ("step-1", date(2026, 12, 27))
    assert ical.calendar([], datetime.now().astimezone()).startswith(b"BEGIN:VCALENDAR\r\n")


def test_notes_and_tasks_only_when_asked_for(busy, tmp_path):
    path = tmp_path / "due.ics"
    ical.save(busy.desk, path, notes=True, tasks=True)
    assert not entries(path)
    task = entries(path, "VTODO")["step-1"]
    assert (str(task["DESCRIPTION"]), task.decoded("DUE")) == ("Streng geheim", date(2026, 12, 14))


def test_only_its_own_file_is_renewed(busy, tmp_path):
    path = tmp_path / "due.ics"
    ical.save(busy.desk, path)
    before = path.read_bytes()
    busy.clock.forward(seconds=5)
    ical.save(busy.desk, path)
    assert path.read_bytes() != before
    path.write_text("something else")
    with pytest.raises(ical.FileProblem):
        ical.save(busy.desk, path)
    assert path.read_text() == "something else"
    ical.save(busy.desk, path, force=True)
    assert entries(path)
    with pytest.raises(ical.FileProblem):
        ical.save(busy.desk, tmp_path / "missing" / "due.ics")
    assert [file.name for file in tmp_path.glob("*.ics")] == ["due.ics"]
