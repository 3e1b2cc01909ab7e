"""The call: the number large, as a code for the phone, and what is known about who could vouch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.i18n import _, say
from netz_tui.ui.widgets.glyphs import ASCII, glyphs
from netz_tui.ui.widgets.safe import content
from netz_tui.ui.widgets.text_panel import TextPanel
from netz_tui.ui.words import STANDING_STYLE, STANDINGS, ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netz_tui.desk.page import Page

_QUIET_ZONE = 2


class CallPane(TextPanel):
    """Shows what one needs at the telephone."""

    DEFAULT_CSS = """
    CallPane { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__(id="call")
        self.border_title = _("Call")
        self.number = ""
        """The number to call, as it is shown."""

    def show(self, page: Page, region: str) -> None:
        """Show whom to call and how."""
        from netz_tui import phones

        self.number = phones.shown(page.phones[0].raw, region) if page.phones else ""
        self.say(Content("\n").join(_lines(page, region)))


def _lines(page: Page, region: str) -> Iterator[Content]:
    from netz_tui import phones

    yield content(page.request.name, "bold")
    if not page.phones:
        yield Content.styled(_("No phone number is known. Note here how you reached each other."), "$warning")
    for handle in page.phones:
        uri = phones.tel_uri(handle.raw, region)
        yield Content("")
        yield content(phones.shown(handle.raw, region), "bold $primary")
        if handle.label:
            yield content(handle.label, "$foreground 60%")
        if uri is not None:
            yield Content.styled(uri, "underline $foreground 60%")
            if handle is page.phones[0]:
                yield from qr_code(uri)
    yield Content("")
    yield from _vouching(page)


def _vouching(page: Page) -> Iterator[Content]:
    if page.request.introducer:
        style = STANDING_STYLE[page.request.introducer_standing or "unproven"]
        before, _mark, after = _("{name} is named as introducer").partition("{name}")
        yield Content.assemble(before, content(page.request.introducer, "bold"), after)
        yield Content.styled(_(STANDINGS[page.request.introducer_standing or "unproven"]), style)
    for row in page.grounds:
        yield Content.assemble((say("ground {kind}: ", kind=row.kind), "$foreground 60%"), ground(row))


def qr_code(text: str) -> Iterator[Content]:
    """Return a QR code in half blocks, dark on light whatever the theme; nothing where the terminal has no blocks."""
    if glyphs() is ASCII:
        return
    import segno

    matrix = [list(row) for row in segno.make(text, micro=False, error="l").matrix_iter(border=_QUIET_ZONE)]
    if len(matrix) % 2:
        matrix.append([0] * len(matrix[0]))
    for upper, lower in zip(matrix[::2], matrix[1::2], strict=True):
        cells = "".join(" ▀▄█"[bool(up) + 2 * bool(low)] for up, low in zip(upper, lower, strict=True))
        yield Content.styled(cells, "#000000 on #ffffff")
