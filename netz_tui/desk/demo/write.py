"""Writes a plan into a new book, in the order in which the schema's rules let it stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netz_tui.book import models
from netz_tui.desk import alike
from netz_tui.desk.demo import footings, study_log
from netz_tui.desk.desk import Desk
from netz_tui.desk.signals.known import freeze
from netz_tui.fold import fold
from netz_tui.matching import similar
from netz_tui.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from peewee import Model

    from netz_tui.book.journal import Action
    from netz_tui.desk.demo.plan import Plan, Someone

_IMPORTS = (
    ("Connections.csv", "linkedin", "utf-8", 728, 9.75, 3),
    ("Kontakte_XING.csv", "xing", "cp1252", 728, 9.9, 1),
    ("Handy-alt.vcf", "vcard", "utf-8", 211, 18.4, 2),
)
"""File, format, encoding, days ago and hour, and number of skipped rows of the imports."""


def write(action: Action, plan: Plan) -> None:
    """Insert everything; rows get their ids in the order of time, people in the order of the plan."""
    _number(plan)
    _people(action, plan)
    _requests(action, plan)
    _talks(action, plan)
    _grounds(action, plan)
    _decide(action, plan)
    _net(action, plan)
    _fall(action, plan)
    _around(action, plan)
    _provenance(action, plan)
    _study(action, plan)
    _days(action, plan)
    freeze(action, (asked.id for asked in plan.requests if asked.direction == "incoming"))


_TAG_RHYTHMS = {"mentor": 60, "weihnachtskarte": 365}
"""How often everybody with a tag wants a sign of life."""
_USUAL_RHYTHM = 365
"""The same for all who are dependable."""


def _put(action: Action, model: type[Model], columns: str, rows: Iterable[Sequence[Any]]) -> None:
    action.insert_many(model, columns.split(), rows)


def _number(plan: Plan) -> None:
    """Give requests, conversations and grounds their ids; introducers' grounds come before those that rest on them."""
    plan.requests.sort(key=lambda asked: asked.sent)
    plan.talks.sort(key=lambda talk: talk.at)
    plan.footings.sort(key=lambda footing: (footing.kind == "c", footing.created))
    for rows in (plan.requests, plan.talks, plan.footings):
        for number, row in enumerate(rows, 1):
            row.id = number  # type: ignore[attr-defined]


def _people(action: Action, plan: Plan) -> None:
    rng = plan.rng
    _put(
        action, models.Person,
        "uid name name_key given middle family prefix suffix org title city country birthday note contact "
        "contact_since rhythm_days created_at",
        (
            (f"{rng.getrandbits(128):032x}", one.name.full, fold(one.name.full), one.name.given, one.name.middle,
             one.name.family, one.name.prefix, one.name.suffix, one.org, one.title, one.city, one.country,
             one.birthday, one.note, int(one.contact), one.since, one.rhythm, moment_text(one.created))
            for one in plan.people
        ),
    )  # fmt: skip
    _put(
        action, models.Handle, "person_id kind raw normal label",
        ((one.id, *handle) for one in plan.people for handle in one.handles),
    )  # fmt: skip
    tags = sorted({tag for one in plan.people for tag in one.tags})
    number = {tag: place for place, tag in enumerate(tags, 1)}
    _put(action, models.Tag, "name rhythm_days", ((tag, _TAG_RHYTHMS.get(tag)) for tag in tags))
    _put(
        action, models.PersonTag, "person_id tag_id",
        ((one.id, number[tag]) for one in plan.people for tag in dict.fromkeys(one.tags)),
    )  # fmt: skip


def _requests(action: Action, plan: Plan) -> None:
    _put(
        action, models.Request,
        "person_id direction name name_key haystack platform headline message url sent_at introducer_id state "
        "defer_until asleep reason decided_at created_at",
        (
            (asked.person.id, asked.direction, asked.person.name.full, fold(asked.person.name.full),
             fold(f"{asked.person.name.full} {asked.person.org} {asked.headline} {asked.platform} {asked.message}"),
             asked.platform, asked.headline, asked.message, _url(asked.person), moment_text(asked.sent),
             asked.introducer.id if asked.introducer else None,
             "pending" if asked.state == "confirmed" else asked.state,
             moment_text(asked.until) if asked.until else None, int(asked.until is not None), asked.reason,
             moment_text(asked.decided) if asked.decided and asked.state != "confirmed" else None,
             moment_text(asked.sent))
            for asked in plan.requests
        ),
    )  # fmt: skip


def _url(one: Someone) -> str:
    return next((raw for kind, raw, _, _ in one.handles if kind == "url"), "")


def _talks(action: Action, plan: Plan) -> None:
    _put(
        action, models.Conversation,
        "person_id request_id kind at duration_s outcome trust chemistry note",
        (
            (talk.person.id, talk.request.id if talk.request else None, talk.kind, moment_text(talk.at),
             talk.minutes * 60 + talk.id * 7 % 60 * (talk.minutes > 0), talk.outcome, talk.trust, talk.chemistry,
             talk.note)
            for talk in plan.talks
        ),
    )  # fmt: skip


def _grounds(action: Action, plan: Plan) -> None:
    _put(
        action, models.Ground, "person_id kind since place introducer_id created_at",
        (
            (footing.person.id, footing.kind, footing.since, footing.place,
             footing.introducer.id if footing.introducer else None, moment_text(footing.created))
            for footing in (*plan.footings, *footings.met_later(plan))
        ),
    )  # fmt: skip


def _decide(action: Action, plan: Plan) -> None:
    """Confirm what was confirmed while every ground still stands, so that the schema can hold the rule."""
    for asked in plan.requests:
        if asked.state == "confirmed":
            assert asked.talk is not None
            assert asked.footing is not None
            action.update(
                models.Request, asked.id, state="confirmed", decided_at=asked.decided,
                conversation_id=asked.talk.id, ground_id=asked.footing.id,
            )  # fmt: skip


def _net(action: Action, plan: Plan) -> None:
    _put(
        action, models.Tie, "a_id b_id claimed_by since place created_at",
        (
            (a, b, tied.claimed.id if tied.claimed else None, tied.since, tied.place, moment_text(tied.created))
            for (a, b), tied in sorted(plan.ties.items())
        ),
    )  # fmt: skip
    _put(
        action, models.CrossCheck, "introducer_id person_id asked_at answer note",
        (
            (answer.introducer.id, answer.person.id, moment_text(answer.at), answer.answer, answer.note)
            for answer in sorted(plan.answers, key=lambda answer: (answer.at, answer.person.id))
        ),
    )  # fmt: skip


def _fall(action: Action, plan: Plan) -> None:
    for footing in plan.footings:
        if footing.fallen is not None:
            days, why = footing.fallen
            action.update(models.Ground, footing.id, fallen_at=plan.calendar.at(days, 18.5), fallen_why=why)


def _around(action: Action, plan: Plan) -> None:
    """Write next steps and possible doubles."""
    steps: list[tuple[int, int | None, str, str]] = []
    for asked in plan.requests:
        if asked.ask is not None and asked.ask.due is not None:
            days, hour, what = asked.ask.due
            due = plan.calendar.day(-days) if hour is None else moment_text(plan.calendar.at(-days, hour))
            steps.append((asked.person.id, asked.id, due, what))
    dependable = [footing.person for footing in plan.footings if footing.person.contact and not footing.fallen]
    chosen = plan.rng.sample(dependable, len(_STEPS))
    for one, (days, what) in zip(chosen, _STEPS, strict=True):
        steps.append((one.id, None, plan.calendar.day(-days), what))
    _put(action, models.FollowUp, "person_id request_id due what", steps)
    _put(action, models.DuplicatePair, "a_id b_id probability reasons state", _doubles(action, plan))


_STEPS = (
    (-9, "Artikel über Fischaufstieg schicken"), (-4, "nach dem Umzug anrufen"), (-1, "Zusage für März einholen"),
    (0, "Geburtstag – anrufen, nicht schreiben"), (0, "Rückruf versprochen"), (1, "Unterlagen Pumpspeicher"),
    (3, "Kaffee am Bahnhof ausmachen"), (6, "Gegenprobe beim Stammtisch"), (12, "Lebenslauf besprechen"),
    (30, "nach der Ausschreibung fragen"), (75, "Sabbatical vorbei? Anrufen"),
)  # fmt: skip


def _doubles(action: Action, plan: Plan) -> list[tuple[int, int, float, str, str]]:
    """Return the open pairs with probability and reasons as the matching gives them."""
    desk = Desk(action.book)
    rows = []
    for one, other, state in plan.pairs:
        first, second = sorted(alike.records(desk, [one.id, other.id]), key=lambda record: int(record.id))
        for pair in similar(first, [second], size=len(plan.people), threshold=0.0):
            reasons = [
                {"code": reason.code, "weight": round(reason.weight, 2), **reason.params} for reason in pair.reasons
            ]
            text = json.dumps(reasons, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            rows.append((one.id, other.id, pair.probability, text, state))
    return rows


def _provenance(action: Action, plan: Plan) -> None:
    """Write which file each contact of the first day came from, as far as it came from one."""
    files: list[list[Someone]] = [[], [], []]
    doubles = {twin.id for _, twin, _ in plan.pairs if twin.contact}
    for one in plan.people:
        if one.id in doubles:
            files[2].append(one)
        elif one.contact and one.created == plan.calendar.at(729, 9.5):
            files[0 if any(label == "LinkedIn" for _, _, _, label in one.handles) else 1].append(one)
    _put(
        action, models.Import, "file format encoding at added skipped",
        (
            (file, kind, encoding, moment_text(plan.calendar.at(days, hour)), len(people), skipped)
            for (file, kind, encoding, days, hour, skipped), people in zip(_IMPORTS, files, strict=True)
        ),
    )  # fmt: skip
    _put(
        action, models.ImportRow, "import_id line outcome person_id",
        (
            (number, line, "added", one.id)
            for number, people in enumerate(files, 1) for line, one in enumerate(people, 2)
        ),
    )  # fmt: skip


def _study(action: Action, plan: Plan) -> None:
    _put(
        action, models.Observation, "kind platform at value note",
        ((kind, platform, moment_text(at), value, note) for kind, platform, at, value, note in
         study_log.observations(plan)),
    )  # fmt: skip
    found = study_log.leads(plan)
    _put(
        action, models.Lead, "person_id introducer_id at stage note",
        (
            (lead.person.id, lead.introducer.id if lead.introducer else None, moment_text(lead.stages[0][1]),
             lead.stages[-1][0], lead.note)
            for lead in found
        ),
    )  # fmt: skip
    _put(
        action, models.LeadStage, "lead_id stage at",
        ((number, stage, moment_text(at)) for number, lead in enumerate(found, 1) for stage, at in lead.stages),
    )  # fmt: skip


def _days(action: Action, plan: Plan) -> None:
    """Write how often dependable contacts want a sign of life, what looks at others found, what was put off."""
    _put(action, models.Setting, "name value", [("rhythm.dependable", str(_USUAL_RHYTHM))])
    called = {talk.person.id: talk for talk in plan.talks if talk.outcome == "reached" and talk.request is None}
    footed = {footing.person.id for footing in plan.footings}
    looked = [talk for person, talk in sorted(called.items()) if person not in footed and talk.person.contact]
    _put(
        action, models.Review, "person_id at found",
        ((talk.person.id, moment_text(talk.at), "not_dependable") for talk in looked[::3]),
    )  # fmt: skip
    unproven = [one for one in plan.people if one.contact and one.id not in footed and one.id not in called]
    _put(
        action, models.Snooze, "person_id what until at",
        ((one.id, "unproven", plan.calendar.day(-20 - number), moment_text(plan.calendar.at(2, 18.5)))
         for number, one in enumerate(unproven[5:8])),
    )  # fmt: skip
