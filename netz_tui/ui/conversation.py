"""The conversation with the sender of a request: its note is kept while it is typed, its call begun and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netz_tui.ui.calling import Calling

if TYPE_CHECKING:
    from netz_tui.desk.page import Page
    from netz_tui.ui.app import Netz
    from netz_tui.ui.panes.note import Note
    from netz_tui.ui.panes.talk import TalkPane


class Conversation:
    """Holds the call that runs. Which request is shown and what is in front is the business of the area."""

    def __init__(self, netz: Netz) -> None:
        self._netz = netz
        self.calling = Calling()

    def written(self, person_id: int) -> str:
        """Return the note about a person as far as it is written."""
        draft = self._netz.drafting.load(person_id)
        return draft.text if draft else ""

    def keep(self, person_id: int, text: str, page: Page | None) -> None:
        """Keep a note, with the call it belongs to if one runs; `page` is the request that is shown."""
        from netz_tui.desk.drafts import Draft

        running = self.calling.of(person_id)
        self._netz.drafting.keep(
            Draft(
                person_id=person_id,
                request_id=page.request.id if page is not None and page.person.id == person_id else None,
                text=text,
                kind="call" if running else "",
                started=running.started_text if running else "",
                seconds=self.calling.seconds(self._netz.now()) if running else 0,
            )
        )

    def clock(self, page: Page | None) -> tuple[str, str]:
        """Return how long the call has lasted, bare and for the note: with the name if another request is shown."""
        running = self.calling.running
        if running is None:
            return "", ""
        clock = self.calling.clock(self._netz.now())
        here = page is not None and page.person.id == running.person_id
        return clock, clock if here else f"{clock} {running.name}"

    async def begin(self, page: Page, pane: TalkPane) -> Note:
        """Start a call; return the editor, which holds the questions to ask if nothing was written yet."""
        from netz_tui.ui import flows

        self.calling.start(page, self._netz.now())
        note = await pane.prepare()
        if not note.text.strip():
            pane.insert(flows.talk.template(self._netz))
        self.keep(page.person.id, note.text, page)
        return note

    async def end(self, page: Page) -> bool:
        """Ask what came of the call that runs, which is with the person shown; return whether it was logged."""
        from netz_tui.ui import flows

        running = self.calling.running
        assert running is not None
        seconds = self.calling.seconds(self._netz.now())
        ended = flows.talk.Ended("call", running.started, seconds, self.written(page.person.id))
        if not await flows.talk.end(self._netz, page, ended):
            return False
        self.calling.stop()
        self._netz.drafting.forget(page.person.id)
        return True

    async def log_other(self, page: Page) -> bool:
        """Log a conversation that was not called from here, with the note that is written; return whether it was."""
        from netz_tui.ui import flows

        if not await flows.talk.log_other(self._netz, page, self.written(page.person.id)):
            return False
        self._netz.drafting.forget(page.person.id)
        return True
