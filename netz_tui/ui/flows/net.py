"""Questions of the net: whom to find a way to, whom to show, what is known of a tie, what to write where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from netz_tui.desk.desk import BookProblem
from netz_tui.desk.net import ego as net_ego
from netz_tui.desk.net import export
from netz_tui.i18n import _, say
from netz_tui.paths import safe_name
from netz_tui.ui.dialogs.choose import Choose, Option
from netz_tui.ui.dialogs.form import Field, Form
from netz_tui.ui.widgets.safe import content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netz_tui.desk.desk import Desk
    from netz_tui.desk.net import Ego
    from netz_tui.desk.net.ego import Filter
    from netz_tui.ui.flows.base import Host

_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


async def choose_filter(host: Host, now: Filter) -> Filter | None:
    """Ask who is to be shown."""
    dependable = _("everybody, not only dependable people") if now.dependable else _("dependable people only")
    options = [Option("1", Content(dependable), "dependable")]
    if found := net_ego.tags(host.desk):
        options.append(Option("2", Content(_("with a tag …")), ("tag", found)))
    if found := net_ego.platforms(host.desk):
        options.append(Option("3", Content(_("from a platform …")), ("platform", found)))
    if now:
        options.append(Option("0", Content(_("everybody")), "all"))
    chosen = await host.ask(Choose(_("Who is shown?"), options))
    if chosen is None:
        return None
    if chosen == "all":
        return net_ego.EVERYBODY
    if chosen == "dependable":
        return now._replace(dependable=not now.dependable)
    field, names = chosen
    choices = [
        Option(key, Content.assemble(content(name), (f"  {count}", "$foreground 60%")), name)
        for key, (name, count) in zip(_KEYS, names, strict=False)
    ]
    name = await host.ask(Choose(_("Which tag?") if field == "tag" else _("Which platform?"), choices))
    return None if name is None else now._replace(**{field: name})


async def write(host: Host, ego: Ego, focus: int, name: str, me: str) -> Path | None:
    """Ask what to write and where, write it, and return the file."""
    options = [
        Option("1", Content(_("the picture, as SVG")), "svg"),
        Option("2", Content(_("what the picture shows, as GraphML")), "graphml"),
        Option("3", Content(_("the whole net, as GraphML")), "whole"),
    ]
    what = await host.ask(Choose(_("Write"), options))
    if what is None:
        return None
    form = "svg" if what == "svg" else "graphml"
    stem = safe_name(f"netz {'' if what == 'whole' else name} {host.now().astimezone().date()}").replace(" ", "-")
    field = Field("path", _("File"), str(_folder(host.desk) / f"{stem}.{form}"))
    values = await host.ask(Form(_("Write to which file?"), [field]))
    if values is None or not values["path"]:
        return None
    texts: dict[str, Callable[[], Iterable[str]]] = {
        "svg": lambda: [export.drawing(ego, name, focus=focus)],
        "graphml": lambda: export.part(host.desk, ego),
        "whole": lambda: export.whole(host.desk, me, form),
    }
    try:
        return export.write(values["path"], "".join(texts[what]()))
    except BookProblem as problem:
        host.say_problem(say(problem.template, **problem.params))
        return None


def _folder(desk: Desk) -> Path:
    return Path(desk.settings.paths.get("exports", "") or Path.cwd()).expanduser()
