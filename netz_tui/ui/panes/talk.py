"""The note of the conversation: an editor whose text is kept on disk while it is typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from netz_tui.i18n import _
from netz_tui.ui.widgets.panel import Frame
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.words import HOW_TO_BEGIN

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from netz_tui.ui.panes.note import Note


class TalkPane(Frame):
    """Holds the editor. It is made when it is first needed, so that the first frame does not wait for it."""

    DEFAULT_CSS = """
    TalkPane { height: 1fr; min-height: 3; }
    TalkPane > Note, TalkPane > Note:focus {
        border: none; padding: 0 1; background: $surface; height: 1fr; scrollbar-size-vertical: 1;
    }
    TalkPane > Static { padding: 0 1; color: $text-muted; }
    """

    class Typed(Message):
        """The text about a person was changed by the user."""

        def __init__(self, person_id: int, text: str) -> None:
            super().__init__()
            self.person_id = person_id
            self.text = text

    def __init__(self) -> None:
        super().__init__(id="talk")
        self._shown = ""
        self._person: int | None = None
        self._name = ""
        self._timer = ""
        self._status = ""
        self._making = asyncio.Lock()

    def compose(self) -> list[Static]:
        """Say how to begin."""
        return [Static(Content(_(HOW_TO_BEGIN)), markup=False)]

    @property
    def note(self) -> Note | None:
        """The editor, if it is there already."""
        found = self.query("#note").first() if self.query("#note") else None
        return cast("Note | None", found)

    async def prepare(self) -> Note:
        """Return the editor, made now if need be."""
        from netz_tui.ui.panes.note import Note

        async with self._making:
            note = self.note
            if note is None:
                note = Note(self._shown)
                await self.query(Static).remove()
                await self.mount(note)
                note.move_cursor(note.document.end)
        return note

    def show(self, person_id: int | None, name: str, text: str) -> None:
        """Show the note about a person; what was typed a moment ago and not told yet is not lost."""
        note = self.note
        for hint in self.query(Static):
            hint.update(Content(_(HOW_TO_BEGIN) if person_id is not None else ""))
        if note is not None and note.text != self._shown:
            self._tell(note.text)
            text = note.text if person_id == self._person else text
        self._person = person_id
        self._name = name
        self._shown = text
        if note is None and text:
            self.call_later(self.prepare)
        elif note is not None:
            note.read_only = person_id is None
            if note.text != text:
                note.load_text(text)
                note.move_cursor(note.document.end)
        self._status = _("draft kept") if text else ""
        self._say()

    def insert(self, text: str) -> None:
        """Put a text at the end of the note, as if typed."""
        note = self.note
        if note is not None:
            note.insert(text, note.document.end)

    def say_timer(self, text: str) -> None:
        """Show how long the call has lasted, or nothing."""
        self._timer = text
        self._say()

    def say_status(self, text: str) -> None:
        """Show whether the draft is kept."""
        self._status = text
        self._say()

    def _say(self) -> None:
        before, _mark, after = _("Conversation with {name}").partition("{name}")
        title = Content.assemble(before, content(self._name), after) if self._name else Content(_("Conversation"))
        self.title(title, " · ".join(part for part in (self._timer, self._status) if part))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell about what was typed, not about what was shown."""
        event.stop()
        text = event.text_area.text
        if text != self._shown:
            self._tell(text)

    def _tell(self, text: str) -> None:
        self._shown = text
        if self._person is not None:
            self.post_message(self.Typed(self._person, text))
