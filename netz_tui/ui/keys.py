"""Every key in one table: what it is called, what it does, where it works; and the user's own choice of keys."""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding, BindingType

from netz_tui.i18n import N_
from netz_tui.ui.areas import PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Key(NamedTuple):
    """One action with its default keys; `place` says where it works, `while_typing` whether also in the editor."""

    id: str
    keys: str
    action: str
    label: str
    place: str
    show: bool = True
    while_typing: bool = False


KEYS: tuple[Key, ...] = (
    Key("desk.call", "c", "call", N_("Call"), "desk"),
    Key("desk.log", "l", "log", N_("Log"), "desk"),
    Key("desk.judge", "r", "judge", N_("Trust, chemistry"), "desk", show=False),
    Key("desk.ground", "b", "ground", N_("Ground"), "desk"),
    Key("desk.cross_check", "x", "cross_check", N_("Cross-check"), "desk"),
    Key("desk.introducer", "v", "introducer", N_("Introducer"), "desk", show=False),
    Key("desk.confirm", "y", "confirm", N_("Confirm"), "desk"),
    Key("desk.decline", "n", "decline", N_("Decline"), "desk"),
    Key("desk.defer", "z", "defer", N_("Defer"), "desk"),
    Key("desk.lead", "L", "lead", N_("Lead"), "desk", show=False),
    Key("desk.tags", "t", "tags", N_("Tags"), "desk", show=False),
    Key("desk.ways", "w", "ways", N_("Net"), "desk", show=False),
    Key("desk.profile", "o", "profile", N_("Profile"), "desk", show=False),
    Key("desk.duplicates", "d", "duplicates", N_("Duplicates"), "desk", show=False),
    Key("desk.filter", "slash", "filter", N_("Filter"), "desk"),
    Key("desk.filters", "f", "filters", N_("Saved filters"), "desk", show=False),
    Key("desk.sweep", "S", "sweep", N_("Sweep out collectors"), "desk", show=False),
    Key("desk.sort", "s", "sort", N_("Sort"), "desk", show=False),
    Key("desk.unmark", "m", "mark_all", N_("Mark all"), "desk", show=False),
    Key("desk.write", "e", "write", N_("Write"), "desk", show=False),
    Key("desk.finish", "f2", "finish", N_("End conversation"), "desk", while_typing=True),
    Key("desk.next", "tab", "next_pane", N_("Next pane"), "desk", show=False),
    Key("desk.previous", "shift+tab", "previous_pane", N_("Previous pane"), "desk", show=False),
    Key("desk.leave", "escape", "leave", N_("Back"), "desk", show=False, while_typing=True),
    Key("duplicates.merge", "m", "merge", N_("Merge"), "duplicates"),
    Key("duplicates.apart", "n", "apart", N_("Not the same"), "duplicates"),
    Key("duplicates.left", "left", "take('left')", N_("Take left"), "duplicates"),
    Key("duplicates.right", "right", "take('right')", N_("Take right"), "duplicates"),
    Key("duplicates.both", "plus", "take('both')", N_("Take both"), "duplicates"),
    Key("duplicates.merge_sure", "M", "merge_sure", N_("Merge all sure"), "duplicates"),
    Key("duplicates.search", "f", "search", N_("Look for duplicates"), "duplicates"),
    Key("duplicates.next", "tab", "next_pane", N_("Next pane"), "duplicates", show=False),
    Key("duplicates.previous", "shift+tab", "next_pane", N_("Previous pane"), "duplicates", show=False),
    Key("duplicates.leave", "escape", "leave", N_("Back"), "duplicates", show=False),
    Key("graph.left", "left", "walk('left')", N_("Left"), "graph", show=False),
    Key("graph.right", "right", "walk('right')", N_("Right"), "graph", show=False),
    Key("graph.up", "up,k", "walk('up')", N_("Up"), "graph", show=False),
    Key("graph.down", "down,j", "walk('down')", N_("Down"), "graph", show=False),
    Key("graph.centre", "enter", "centre", N_("Centre"), "graph"),
    Key("graph.back", "backspace", "back", N_("Back"), "graph"),
    Key("graph.home", "home,g", "home", N_("To me"), "graph", show=False),
    Key("graph.more", "plus", "more(1)", N_("More degrees"), "graph"),
    Key("graph.less", "minus", "more(-1)", N_("Fewer degrees"), "graph"),
    Key("graph.filter", "f", "filter", N_("Filter"), "graph"),
    Key("graph.ways", "w", "ways", N_("Ways"), "graph"),
    Key("graph.find", "p", "find", N_("Ways to …"), "graph"),
    Key("graph.cross_check", "x", "cross_check", N_("Cross-check"), "graph"),
    Key("graph.tie", "T", "tie", N_("Tie"), "graph"),
    Key("graph.shape", "s", "shape", N_("Shape"), "graph"),
    Key("graph.write", "e", "write", N_("Write"), "graph"),
    Key("graph.next", "tab", "next_pane", N_("Next pane"), "graph", show=False),
    Key("graph.previous", "shift+tab", "next_pane", N_("Previous pane"), "graph", show=False),
    Key("graph.leave", "escape", "leave", N_("Back"), "graph", show=False),
    Key("contacts.call", "c", "call", N_("Call"), "contacts"),
    Key("contacts.log", "l", "log", N_("Log"), "contacts"),
    Key("contacts.ground", "b", "ground", N_("Ground"), "contacts"),
    Key("contacts.cross_check", "x", "cross_check", N_("Cross-check"), "contacts", show=False),
    Key("contacts.tie", "T", "tie", N_("Tie"), "contacts", show=False),
    Key("contacts.edit", "e", "edit", N_("Change"), "contacts"),
    Key("contacts.tags", "t", "tags", N_("Tags"), "contacts"),
    Key("contacts.filter", "slash", "filter", N_("Search"), "contacts"),
    Key("contacts.filters", "f", "filters", N_("Saved filters"), "contacts", show=False),
    Key("contacts.sort", "s", "sort", N_("Sort"), "contacts"),
    Key("contacts.columns", "C", "columns", N_("Columns"), "contacts", show=False),
    Key("contacts.ways", "w", "ways", N_("Net"), "contacts", show=False),
    Key("contacts.profile", "o", "profile", N_("Profile"), "contacts", show=False),
    Key("contacts.duplicates", "d", "duplicates", N_("Duplicates"), "contacts", show=False),
    Key("contacts.lead", "L", "lead", N_("Lead"), "contacts", show=False),
    Key("contacts.add", "a", "add", N_("Add"), "contacts", show=False),
    Key("contacts.next_step", "F", "next_step", N_("Next step"), "contacts", show=False),
    Key("contacts.rhythm", "r", "rhythm", N_("Contact rhythm"), "contacts", show=False),
    Key("contacts.hand_out", "p", "hand_out", N_("Hand out"), "contacts", show=False),
    Key("contacts.export", "P", "export", N_("Export"), "contacts", show=False),
    Key("contacts.erase", "X", "erase", N_("Erase for good"), "contacts", show=False),
    Key("contacts.mark_all", "m", "mark_all", N_("Mark all"), "contacts", show=False),
    Key("contacts.next", "tab", "next_pane", N_("Next pane"), "contacts", show=False),
    Key("contacts.previous", "shift+tab", "next_pane", N_("Previous pane"), "contacts", show=False),
    Key("contacts.leave", "escape", "leave", N_("Back"), "contacts", show=False),
    Key("study.previous", "left", "turn(-1)", N_("Previous question"), "study", show=False),
    Key("study.following", "right", "turn(1)", N_("Next question"), "study"),
    Key("study.people", "enter", "people", N_("People"), "study"),
    Key("study.add", "a", "add", N_("Note"), "study"),
    Key("study.range", "r", "range", N_("Time range"), "study"),
    Key("study.ground", "b", "ground", N_("Ground"), "study", show=False),
    Key("study.platform", "p", "platform", N_("Platform"), "study", show=False),
    Key("study.introducer", "v", "introducer", N_("Introducer"), "study", show=False),
    Key("study.write", "e", "write", N_("Write"), "study"),
    Key("study.next", "tab", "next_pane", N_("Picture"), "study"),
    Key("study.back", "shift+tab", "next_pane", N_("Picture"), "study", show=False),
    Key("study.leave", "escape", "leave", N_("Back"), "study", show=False),
    Key("today.call", "c", "call", N_("Call"), "today"),
    Key("today.log", "l", "log", N_("Log"), "today"),
    Key("today.done", "y", "done", N_("Done"), "today"),
    Key("today.confirm", "y", "confirm", N_("Confirm"), "today"),
    Key("today.decline", "n", "decline", N_("Decline"), "today"),
    Key("today.ground", "b", "ground", N_("Ground"), "today"),
    Key("today.cross_check", "x", "cross_check", N_("Answer"), "today"),
    Key("today.ask_first", "f", "ask_first", N_("Ask first"), "today"),
    Key("today.not_dependable", "n", "not_dependable", N_("Not dependable"), "today"),
    Key("today.later", "z", "later", N_("Put off"), "today"),
    Key("today.next_step", "f", "next_step", N_("Next step"), "today"),
    Key("today.rhythm", "r", "rhythm", N_("Contact rhythm"), "today"),
    Key("today.tags", "t", "tags", N_("Tags"), "today", show=False),
    Key("today.mark_all", "m", "mark_all", N_("Mark all"), "today", show=False),
    Key("today.ways", "w", "ways", N_("Net"), "today", show=False),
    Key("today.profile", "o", "profile", N_("Profile"), "today", show=False),
    Key("today.next", "tab", "next_pane", N_("Next pane"), "today", show=False),
    Key("today.previous", "shift+tab", "next_pane", N_("Previous pane"), "today", show=False),
    Key("today.leave", "escape", "leave", N_("Back"), "today", show=False),
    *(Key(f"app.area_{place.id}", place.key, f"area('{place.id}')", place.name, "app", show=False) for place in PLACES),
    Key("app.add", "a", "add", N_("Add"), "app"),
    Key("app.search", "slash", "search", N_("Search people"), "app", show=False),
    Key("app.rhythms", "R", "rhythms", N_("Contact rhythms of tags and standings"), "app", show=False),
    Key("app.import", "i", "take_in", N_("Import"), "app"),
    Key("app.undo", "u", "undo", N_("Undo"), "app"),
    Key("app.redo", "U", "redo", N_("Redo"), "app", show=False),
    Key("app.history", "h", "history", N_("History"), "app", show=False),
    Key("app.help", "question_mark,f1", "keys", N_("Help"), "app"),
    Key("app.palette", "ctrl+p", "command_palette", N_("Commands"), "app", show=False, while_typing=True),
    Key("app.quit", "q", "leave_netz", N_("Quit"), "app", show=False),
    Key("app.quit_typing", "ctrl+q", "leave_netz", N_("Quit"), "app", show=False, while_typing=True),
    Key("list.down", "j,down", "cursor_down", N_("Down"), "list", show=False),
    Key("list.up", "k,up", "cursor_up", N_("Up"), "list", show=False),
    Key("list.page_down", "pagedown", "page_down", N_("Page down"), "list", show=False),
    Key("list.page_up", "pageup", "page_up", N_("Page up"), "list", show=False),
    Key("list.first", "g,home", "first", N_("First"), "list", show=False),
    Key("list.last", "G,end", "last", N_("Last"), "list", show=False),
    Key("list.open", "enter", "open", N_("Open"), "list", show=False),
    Key("list.mark", "space", "toggle_mark", N_("Mark"), "list", show=False),
)
"""The defaults. None needs AltGr on a German keyboard or belongs to a terminal multiplexer."""

_NAMED_CHARACTERS = {
    "slash": "/",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "minus": "-",
    "plus": "+",
    "number_sign": "#",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "space": " ",
}
_MODIFIERS = {"ctrl", "alt", "shift", "super"}


def bindings(place: str) -> list[BindingType]:
    """Return the bindings of a place; their labels are translated when they are shown."""
    return [
        Binding(
            key.keys,
            f"app.{key.action}" if place == "app" else key.action,
            key.label,
            show=key.show,
            id=key.id,
            priority=False,
        )
        for key in KEYS
        if key.place == place
    ]


def default(key_id: str) -> str:
    """Return the first default key of an action."""
    return next(key.keys.split(",")[0] for key in KEYS if key.id == key_id)


def keymap(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[str, dict[str, str]]]]:
    """Check the user's keys and return those that can be used, and a problem (template, values) for each other.

    Refused are unknown actions and key names, printable keys for what must work while typing, and a key that
    does two things in one place.
    """
    known = {key.id: key for key in KEYS}
    good: dict[str, str] = {}
    problems: list[tuple[str, dict[str, str]]] = []
    for action, keys in wanted.items():
        if action not in known:
            near = difflib.get_close_matches(action, known, n=1)
            template = (
                N_("[keys] There is no action “{action}”; did you mean “{near}”?")
                if near
                else N_("[keys] There is no action “{action}”; the help lists all of them.")
            )
            problems.append((template, {"action": action, "near": near[0] if near else ""}))
            continue
        names = [_name(key.strip()) for key in keys.split(",")]
        wrong = [key.strip() for key, name in zip(keys.split(","), names, strict=True) if name is None]
        if wrong:
            problems.append(
                (
                    N_("[keys] {action}: “{key}” is no key name; write for example c, f5, ctrl+e, pagedown."),
                    {"action": action, "key": wrong[0]},
                )
            )
            continue
        usable = [name for name in names if name is not None]
        if known[action].while_typing and any(_printable(name) for name in usable):
            problems.append(
                (
                    N_("[keys] {action} must work while you type, so it needs a function or ctrl key."),
                    {"action": action},
                )
            )
            continue
        good[action] = ",".join(usable)
    return _without_clashes(known, good, problems), problems


def _without_clashes(
    known: Mapping[str, Key], good: dict[str, str], problems: list[tuple[str, dict[str, str]]]
) -> dict[str, str]:
    """Drop from `good`, with a problem, what would give one key two meanings."""
    kept = dict(good)
    while kept and (clash := _clash(known, kept)):
        action, name, other = clash
        del kept[action]  # its defaults come back and are looked at in the next round
        template = N_("[keys] {action}: “{key}” already belongs to {other}; the default stays.")
        problems.append((template, {"action": action, "key": name, "other": other}))
    return kept


def _clash(known: Mapping[str, Key], chosen: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return an action with a chosen key that has another meaning there already, that key, and the other action.

    A key that was the action's own is no clash: where a list stands in the net, enter belongs to both.
    """
    owners: dict[str, list[str]] = {}
    for action in sorted(known, key=lambda action: action in chosen):
        for name in chosen.get(action, known[action].keys).split(","):
            others = owners.setdefault(name, [])
            other = next((other for other in others if _meet(known[action].place, known[other].place)), action)
            if other != action and action in chosen and name not in known[action].keys.split(","):
                return action, name, other
            others.append(action)
    return None


def _meet(one: str, other: str) -> bool:
    """Tell whether keys of two places can be pressed at the same time: two areas are never on the screen at once."""
    return one == other or not {one, other}.isdisjoint({"app", "list"})


def _printable(name: str) -> bool:
    return len(name) == 1 or name in _NAMED_CHARACTERS


@cache
def _names() -> frozenset[str]:
    """Return Textual's names of keys, without those that no terminal sends; needed only where keys were chosen."""
    from textual.keys import Keys

    return frozenset(key.value for key in Keys if not key.value.startswith("<")) - {"return", "ctrl-at"}


def _name(key: str) -> str | None:
    """Return Textual's name for a key the user wrote, or None if there is no such key."""
    if len(key) == 1 and key.isprintable() and key != " ":
        return next((name for name, character in _NAMED_CHARACTERS.items() if character == key), key)
    *modifiers, last = key.split("+")
    if any(modifier not in _MODIFIERS for modifier in modifiers):
        return None
    letter = len(last) == 1 and last.isascii() and (last.islower() or last.isdecimal())
    if modifiers == ["shift"] and letter:
        return last.upper() if last.islower() else None
    name = "+".join([*sorted(modifiers), last])
    return (
        name if name in _names() or name in _NAMED_CHARACTERS or (modifiers and (last in _names() or letter)) else None
    )
