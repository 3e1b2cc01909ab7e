"""A last look before several people become one: a group, or all pairs that are sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from netz_tui.i18n import _, say, say_n
from netz_tui.ui.dialogs.base import Dialog
from netz_tui.ui.panes.pair import PairList
from netz_tui.ui.widgets.glyphs import glyphs
from netz_tui.ui.widgets.safe import content, row
from netz_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from textual import events
    from textual.widget import Widget

    from netz_tui.desk.comparing import Pairs
    from netz_tui.desk.page import PersonRow

_LOOKED_AT = 5_000


class Go(Static):
    """The line that says what enter does; a click does it too."""

    DEFAULT_CSS = """
    Go { height: 1; margin-top: 1; color: $success; text-style: bold; }
    """

    def on_click(self, event: events.Click) -> None:
        """Do it."""
        event.stop()
        self.screen.call_later(self.screen.run_action, "go")


class MergeSure(Dialog[list[int]]):
    """Ask which of the sure pairs to merge; the answer is their ids."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go", show=False, priority=True)]
    DEFAULT_CSS = """
    MergeSure > #box { width: 100; height: 80%; }
    MergeSure PairList { height: 1fr; background: $panel; }
    """

    def __init__(self, pairs: Pairs, sure: float) -> None:
        told = say("At least {share} % likely. Look through them; space takes one out.", share=int(100 * sure))
        hint = _("space out or in · enter merges · esc back")
        super().__init__(_("Merge all that are sure"), intro=Content(told), hint=hint)
        self._pairs = pairs

    def body(self) -> Iterator[Widget]:
        """Show the pairs, all marked."""
        yield PairList(self._pairs)
        yield Go(Content(""), markup=False)

    def on_mount(self) -> None:
        """Mark all and take the keys."""
        rows = self.query_one(PairList)
        rows.set_marks(pair.id for pair in self._pairs.block(0, min(len(self._pairs), _LOOKED_AT)))
        rows.focus()
        self._count()

    def on_virtual_list_marks_changed(self) -> None:
        """Count again."""
        self._count()

    def _count(self) -> None:
        marked = len(self.query_one(PairList).marked)
        text = say_n("enter: merge {n} pair", "enter: merge {n} pairs", marked)
        self.query_one(Go).update(Content(text if marked else _("none is chosen")))

    def action_go(self) -> None:
        """Answer."""
        self.dismiss(sorted(self.query_one(PairList).marked))


class Group(NamedTuple):
    """What is to become of a group: who is kept, who is merged into them, who is kept apart for good."""

    keep: int
    gone: list[int]
    apart: list[int]


class _Member(NamedTuple):
    id: int
    person: PersonRow
    state: str


_NEXT = {"same": "open", "open": "apart", "apart": "same"}


class _Members:
    """The people of a group with what is to become of each."""

    def __init__(self, people: Sequence[PersonRow], likely: Container[int]) -> None:
        self.states = {person.id: "same" if person.id in likely else "open" for person in people}
        self._people = list(people)

    def __len__(self) -> int:
        return len(self._people)

    def block(self, start: int, size: int) -> list[_Member]:
        return [_Member(person.id, person, self.states[person.id]) for person in self._people[start : start + size]]

    def index_of(self, row_id: int) -> int | None:
        return next((place for place, person in enumerate(self._people) if person.id == row_id), None)


class MemberList(VirtualList[_Member]):
    """One line a person: what is to become of her, name, company, city."""

    markable = False

    def paint(self, row_: _Member, width: int, selected: bool, marked: bool) -> list[Content]:  # noqa: ARG002
        """Draw one person."""
        signs = glyphs()
        sign, word, style = {
            "same": (signs.yes, _("the same"), "$success"),
            "open": (signs.missing, _("leave open"), "$foreground 60%"),
            "apart": (signs.no, _("not the same"), "$error"),
        }[row_.state]
        about = f" {signs.separator} ".join(filter(None, (row_.person.org, row_.person.city)))
        left = Content.assemble(
            (f"{sign} ", style), content(row_.person.name, "bold"), "  ", content(about, "$foreground 60%")
        )
        return [row(left, Content.styled(word, style), width)]


class MergeGroup(Dialog[Group]):
    """Ask who of a group is one person; those who are likely so are proposed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", show=False, priority=True),
        Binding("space", "turn", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    MergeGroup > #box { width: 84; }
    MergeGroup MemberList { height: 12; background: $panel; }
    """

    def __init__(self, people: Sequence[PersonRow], likely: Container[int]) -> None:
        intro = Content(_("These people hang together. Who is one and the same?"))
        super().__init__(_("A group"), intro=intro, hint=_("space changes · enter merges · esc back"))
        self._members = _Members(people, likely)

    def body(self) -> Iterator[Widget]:
        """Show the people."""
        rows = MemberList(self._members)
        rows.styles.height = min(len(self._members), 12)
        yield rows
        yield Go(Content(""), markup=False)

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(MemberList).focus()
        self._count()

    def on_virtual_list_opened(self) -> None:
        """Change the person clicked twice."""
        self.action_turn()

    def action_turn(self) -> None:
        """Change what is to become of the person under the cursor."""
        rows = self.query_one(MemberList)
        if rows.current is not None:
            self._members.states[rows.current.id] = _NEXT[rows.current.state]
            rows.reload(rows.current.id)
            self._count()

    def _chosen(self, state: str) -> list[int]:
        return [person_id for person_id, found in self._members.states.items() if found == state]

    def _count(self) -> None:
        count = len(self._chosen("same"))
        enough = count > 1
        text = say_n("enter: make {n} people one", "enter: make {n} people one", count)
        self.query_one(Go).update(Content(text if enough else _("It takes two people to merge.")))

    def action_go(self) -> None:
        """Answer, if there are two at least."""
        same = self._chosen("same")
        if len(same) > 1:
            self.dismiss(Group(same[0], same[1:], self._chosen("apart")))
