from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown
from textual.geometry import Offset
from widget_samples import HOSTILE, ListApp, Million, People, PeopleList, Person, people, run, screen_lines

from netz_tui.ui.widgets.glyphs import ASCII, UNICODE, glyphs, use
from netz_tui.ui.widgets.virtual_list import VirtualList


class TwoLines(PeopleList):
    row_lines = 2
    row_gap = 1


def test_keys_move_the_cursor_and_scroll_only_when_needed():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.press("j", "down", "j")
            assert (app.list.cursor, app.list.top) == (3, 0)
            await pilot.press("k", "up")
            assert app.list.cursor == 1
            await pilot.press("pagedown")
            assert (app.list.cursor, app.list.top) == (11, 10)
            await pilot.press("G")
            assert (app.list.cursor, app.list.top) == (49, 40)
            await pilot.press("j")
            assert app.list.cursor == 49
            await pilot.press("k")
            assert (app.list.cursor, app.list.top) == (48, 40)
            await pilot.press("pageup")
            assert (app.list.cursor, app.list.top) == (38, 30)
            await pilot.press("g")
            assert (app.list.cursor, app.list.top) == (0, 0)
            await pilot.press("end", "home", "k")
            assert (app.list.cursor, app.list.top) == (0, 0)

    run(scenario())


def test_screen_shows_cursor_mark_and_thumb():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.press("space")
            lines = screen_lines(app)
            assert lines[0].startswith(" ✓Person 0 ")
            assert lines[1].startswith("▌ Person 1 ")
            assert lines[0].endswith("XING 2 d▐")
            assert lines[9].endswith("XING 2 d ")
            assert all(cell_len(line) == 40 for line in lines)
            app.list.disabled = True
            await pilot.pause()
            assert screen_lines(app)[1].startswith("▏ Person 1 ")

    run(scenario())


def test_cursor_move_paints_only_the_rows_it_leaves_and_enters():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.press("j")
            PeopleList.painted = 0
            await pilot.press("j")
            assert PeopleList.painted <= 2
            await pilot.press("G")
            PeopleList.painted = 0
            await pilot.press("g")
            assert PeopleList.painted <= 2  # the rest was painted before

    run(scenario())


def test_a_million_rows_are_asked_for_in_few_blocks():
    async def scenario() -> None:
        source = Million()
        app = ListApp(source)
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.press("j", "G", "k")
            assert app.list.current == Person(999_998, "Person 999998")
            assert len(source.asked) <= 3
            assert "Person 999998" in screen_lines(app)[8]
            app.list.move_to_id(500_000)
            await pilot.pause()
            assert app.list.cursor == 500_000
            assert not app.list.move_to_id(-1)
            assert all(size <= 256 for _, size in source.asked)

    run(scenario())


def test_rows_of_two_lines_with_a_gap():
    async def scenario() -> None:
        app = ListApp(People(people(5)), TwoLines)
        async with app.run_test(size=(40, 8)) as pilot:
            lines = screen_lines(app)
            assert lines[0].startswith("▌ Person 0")
            assert lines[1].startswith("▌ second line")
            assert lines[2].strip() in {"", "▐"}
            assert lines[6].startswith("  Person 2")
            await pilot.press("j", "j")
            assert app.list.top == 0  # two lines of eight hold the third row whole
            await pilot.press("j")
            assert app.list.top == 1

    run(scenario())


def test_reload_keeps_the_cursor_on_its_row():
    async def scenario() -> None:
        source = People(people(50))
        app = ListApp(source)
        async with app.run_test(size=(40, 10)) as pilot:
            app.list.move_to(24)
            app.list.move_to(20)
            shift = app.list.cursor - app.list.top
            assert 0 < shift < 9
            source.people = [Person(id=1, name="new")] * 1 + source.people
            app.list.reload()
            assert app.list.current == Person(120, "Person 20")
            assert app.list.cursor - app.list.top == shift
            app.list.reload(keep=130)
            await pilot.pause()
            assert app.list.current == Person(130, "Person 30")
            assert app.seen[-1] == (130, 31)

    run(scenario())


def test_reload_puts_the_cursor_on_the_row_that_took_the_place():
    async def scenario() -> None:
        source = People(people(50))
        app = ListApp(source)
        async with app.run_test(size=(40, 10)) as pilot:
            app.list.move_to(20)
            await pilot.pause()
            gone = {105, 120, 121}  # one above the cursor, too
            source.people = [person for person in source.people if person.id not in gone]
            app.list.reload()
            assert app.list.current == Person(122, "Person 22")
            app.list.action_last()
            source.people.pop()
            app.list.reload()
            assert app.list.current == Person(148, "Person 48")
            source.people.clear()
            app.list.reload()
            await pilot.pause()
            assert app.list.current is None
            assert app.seen[-1] == (None, 0)
            assert "Nobody here" in screen_lines(app)[0]
            await pilot.press("j", "k", "G", "pagedown", "enter", "space")
            source.people = people(3)
            app.list.reload()
            assert app.list.current == Person(100, "Person 0")

    run(scenario())


def test_marks_survive_a_reload():
    async def scenario() -> None:
        source = People(people(50))
        app = ListApp(source)
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.press("space", "space")
            assert app.list.marked == {100, 101}
            source.people.reverse()
            app.list.reload()
            assert app.list.marked == {100, 101}
            app.list.action_last()
            await pilot.pause()
            assert screen_lines(app)[9].startswith("▌✓Person 0")
            app.list.set_marks([])
            await pilot.pause()
            assert app.marks == [{100}, {100, 101}, set()]
            assert screen_lines(app)[9].startswith("▌ Person 0")

    run(scenario())


def test_source_that_shrinks_unannounced_shows_blank_rows():
    async def scenario() -> None:
        source = People(people(300))
        app = ListApp(source)
        async with app.run_test(size=(40, 10)) as pilot:
            source.people = people(130)
            await pilot.press("G")
            assert screen_lines(app)[9].strip(" ▐") == ""
            assert app.list.current is None
            await pilot.press("enter", "space")
            app.list.reload()
            assert app.list.current == Person(229, "Person 129")

    run(scenario())


def test_mouse_clicks_select_open_and_mark():
    async def scenario() -> None:
        app = ListApp(People(people(50)), TwoLines)
        async with app.run_test(size=(40, 12)) as pilot:
            await pilot.click("#people", offset=Offset(5, 4))
            assert (app.list.cursor, app.opened) == (1, [])
            await pilot.click("#people", offset=Offset(5, 7), times=2)
            assert (app.list.cursor, app.opened) == (2, [102])
            await pilot.click("#people", offset=Offset(1, 9))
            assert app.list.marked == {103}
            assert app.list.cursor == 2

    run(scenario())


def test_wheel_scrolls_and_leaves_the_cursor():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot._post_mouse_events([MouseScrollDown], "#people", offset=(3, 3))
            await pilot.pause()
            assert (app.list.cursor, app.list.top) == (0, 3)
            await pilot.press("j")
            assert (app.list.cursor, app.list.top) == (1, 1)

    run(scenario())


def test_scrollbar_is_dragged():
    async def scenario() -> None:
        app = ListApp(Million(1_000))
        async with app.run_test(size=(40, 10)) as pilot:
            app._mouse_down_widget = app.list
            await pilot.mouse_down("#people", offset=(39, 0))
            assert app._mouse_down_widget is None  # letting go will be no click
            await pilot.hover("#people", offset=(39, 9))
            assert app.list.top == 990
            await pilot.hover("#people", offset=(20, 5))
            assert 400 < app.list.top < 700
            await pilot.mouse_up("#people", offset=(20, 5))
            await pilot.hover("#people", offset=(20, 0))
            assert 400 < app.list.top < 700
            await pilot.click("#people", offset=(39, 9))
            assert app.list.top == 990
            assert app.list.cursor == 0

    run(scenario())


def test_resize_keeps_the_cursor_in_sight():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 20)) as pilot:
            app.list.move_to(18)
            await pilot.resize_terminal(12, 4)
            await pilot.pause()
            lines = screen_lines(app)
            assert app.list.top == 15
            assert lines[3].startswith("▌ P")
            assert all(cell_len(line) == 12 for line in lines)
            for width in (1, 2, 3, 4, 60):
                await pilot.resize_terminal(width, 4)
                await pilot.pause()
                assert all(cell_len(line) == width for line in screen_lines(app))
            await pilot.resize_terminal(40, 60)
            await pilot.pause()
            assert app.list.top == 0
            assert "▐" not in "".join(screen_lines(app))

    run(scenario())


@pytest.mark.parametrize("border", [False, True])
def test_hostile_names_stay_text(border):
    async def scenario() -> None:
        app = ListApp(People([Person(index, name, name) for index, name in enumerate(HOSTILE)]))
        async with app.run_test(size=(50, 30)) as pilot:
            if border:
                app.list.styles.border = ("round", "red")
                await pilot.pause()
            lines = screen_lines(app)
            shown = "\n".join(lines)
            assert all(line.isprintable() or "\u200d" in line for line in lines)
            assert not set(shown) & set("\x1b\x9b\u202e\u2066\x00\x7f\ud800")
            assert all(cell_len(line) == 50 for line in lines)
            assert "[@click=app.quit]Anna[/]" in shown
            assert "Anna [ACME] Zöllner" in shown
            for y in range(5):
                await pilot.click("#people", offset=Offset(4, y))
            assert app.is_running

    run(scenario())


def test_ascii_signs():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.press("space")
            lines = screen_lines(app)
            assert all(line.isascii() for line in lines)
            assert lines[0].startswith(" *Person")
            assert lines[1].startswith("> Person")

    use(ASCII)
    try:
        run(scenario())
    finally:
        use(UNICODE)
    assert glyphs() is UNICODE


def test_without_colour_the_cursor_is_still_seen(monkeypatch):
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)):
            assert screen_lines(app)[0].startswith("▌ Person 0")

    monkeypatch.setenv("NO_COLOR", "1")
    run(scenario())


def test_every_theme_paints():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)) as pilot:
            looks = set()
            for theme in ("textual-dark", "textual-light", "ansi-dark", "ansi-light"):
                app.theme = theme
                await pilot.pause()
                line = app.list.render_lines(app.list.size.region)[0]
                looks.add(str([segment.style for segment in line]))
            assert len(looks) == 4

    run(scenario())


def test_highlighted_is_said_at_the_start_and_once_for_a_burst():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.pause()
            assert app.seen == [(100, 0)]
            for _ in range(5):
                app.list.action_cursor_down()
            await pilot.pause()
            assert app.seen[-1] == (105, 5)
            assert len(app.seen) <= 3

    run(scenario())


def test_show_takes_another_source():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)) as pilot:
            app.list.move_to(30)
            app.list.show(Million(), keep=77)
            await pilot.pause()
            assert app.list.current == Person(77, "Person 77")
            app.list.show(People(people(2)))
            await pilot.pause()
            assert (app.list.cursor, app.list.count) == (0, 2)

    run(scenario())


def test_the_list_is_painted_before_it_tells():
    painted: set[int] = set()
    late: list[int] = []

    class Recorder(PeopleList):
        def paint(self, row_, width, selected, marked):
            if selected:
                painted.add(row_.id)
            return super().paint(row_, width, selected, marked)

    class Listener(ListApp):
        def on_virtual_list_highlighted(self, event):
            if event.row.id not in painted:
                late.append(event.row.id)

    async def scenario() -> None:
        app = Listener(People(people(50)), Recorder)
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.press("j", "j", "G", "k")
        assert painted == {100, 101, 102, 149, 148}
        assert late == []

    run(scenario())


def test_partial_updates_leave_nothing_stale_on_the_terminal():
    async def scenario() -> None:
        app = ListApp(People(people(50)))
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.pause()
            for key in ("j", "j", "space", "k", "k", "space", "pagedown", "j", "G", "space", "k", "g"):
                await pilot.press(key)
                await pilot.pause()
                assert [line.rstrip() for line in app.terminal.display] == [
                    line.rstrip() for line in screen_lines(app)
                ], key
            assert sum(line.startswith("▌") for line in app.terminal.display) == 1

    run(scenario())


def test_a_newer_message_replaces_an_older_one_of_the_same_list():
    one, other = PeopleList(), PeopleList()
    message = VirtualList.Highlighted(one, None, 0)
    assert message.can_replace(VirtualList.Highlighted(one, None, 1))
    assert not message.can_replace(VirtualList.Highlighted(other, None, 1))
    assert not message.can_replace(VirtualList.MarksChanged(one))
