"""Two people are one, or are not: merge them, a group of them, all that are sure; or keep them apart for good."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from netz_tui.book.journal import Change
from netz_tui.book.models import DuplicatePair, FormerUid, Person
from netz_tui.book.problems import BookProblem
from netz_tui.desk.drafts import Drafts
from netz_tui.desk.hand_over import hand_over
from netz_tui.desk.merge_fields import Choice, joined, person_values
from netz_tui.desk.who import name_of
from netz_tui.i18n import N_
from netz_tui.matching import SURE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netz_tui.book.journal import Action
    from netz_tui.desk.desk import Desk

__all__ = ["SURE", "keep_apart", "merge", "merge_group", "merge_sure", "survivor"]

_TWO = 2


def survivor(desk: Desk, one: int, other: int) -> tuple[int, int]:
    """Return two people as who is kept and who is merged into them: the better known, else the one known longer."""

    def rank(person_id: int) -> tuple[int, ...]:
        found = desk.book.row(
            "SELECT p.standing = 'dependable', p.contact, "
            "(SELECT count(*) FROM conversations c WHERE c.person_id = p.id), "
            "(SELECT count(*) FROM handles h WHERE h.person_id = p.id) FROM people p WHERE p.id = ?",
            (person_id,),
        )
        return (*(found or ()), -person_id)

    kept, gone = sorted((one, other), key=rank, reverse=True)
    return kept, gone


def merge(desk: Desk, keep_id: int, gone_id: int, choice: Choice | None = None) -> Change:
    """Make two people one: `keep_id` is left with everything of both, in one step that can be undone.

    `choice` says for a field whose value is taken ("left" is the kept person's); a value that is not taken goes
    to the note. Raises `BookProblem` if one of them is not there or both are the same.
    """
    names = _names(desk, [keep_id, gone_id])
    with desk.book.action(
        "merge", N_("{name} and {other} merged"), desk.now(), name=names[0], other=names[1]
    ) as action:
        _merge(action, keep_id, gone_id, choice or {})
    _carry_draft(desk, keep_id, gone_id)
    return action.change


def merge_group(
    desk: Desk,
    keep_id: int,
    gone_ids: Sequence[int],
    others: Sequence[int] = (),
    choices: Mapping[int, Choice] = MappingProxyType({}),
) -> Change:
    """Make several people one in one step; `others` looked like them and are kept apart for good.

    `choices` says for who is merged whose values are taken, as in `merge`.
    """
    gone = [person_id for person_id in dict.fromkeys(gone_ids) if person_id != keep_id]
    names = _names(desk, [keep_id, *gone])
    with desk.book.action(
        "merge", N_("{count} people merged into {name}"), desk.now(), count=len(gone) + 1, name=names[0]
    ) as action:
        for person_id in gone:
            _merge(action, keep_id, person_id, choices.get(person_id, {}))
        for person_id in others:
            _apart(action, keep_id, person_id)
    for person_id in gone:
        _carry_draft(desk, keep_id, person_id)
    return action.change


def merge_sure(
    desk: Desk,
    pair_ids: Sequence[int],
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Change:
    """Merge the pairs named that are at least `SURE`, all in one step; stopped, nothing is changed.

    Likelier pairs go first. A pair that would make one of two people who are kept apart is left as it is.
    """
    merged: list[tuple[int, int]] = []
    label = N_("{count} sure pairs merged")
    try:
        with desk.book.action("merge", label, desk.now(), count=0) as action:
            for done, pair_id in enumerate(_likeliest_first(desk, pair_ids)):
                progress(done, len(pair_ids))
                if cancelled():
                    raise _Stopped  # noqa: TRY301 - leaves the transaction, which takes everything back
                found = desk.book.row(
                    "SELECT a_id, b_id FROM duplicate_pairs WHERE id = ? AND state = 'open' AND probability >= ?",
                    (pair_id, SURE),
                )
                if found is not None:
                    keep, gone = survivor(desk, *found)
                    _merge(action, keep, gone, {})
                    merged.append((keep, gone))
            action.params["count"] = len(merged)
    except _Stopped:
        return Change()
    for keep, gone in merged:
        _carry_draft(desk, keep, gone)
    return action.change


class _Stopped(Exception):
    """The user stopped it; leaving the action takes everything back."""


def keep_apart(desk: Desk, pair_ids: Sequence[int]) -> Change:
    """Note for good that the two of each pair are not the same; no search and no import proposes them again."""
    marks = ",".join("?" * len(pair_ids))
    found = desk.book.rows(
        "SELECT d.id, a.name, b.name FROM duplicate_pairs d JOIN people a ON a.id = d.a_id "  # noqa: S608 - marks
        f"JOIN people b ON b.id = d.b_id WHERE d.id IN ({marks}) AND d.state = 'open'",
        list(pair_ids),
    )
    if not found:
        return Change()
    label, params = N_("{count} pairs kept apart"), {"count": len(found)}
    if len(found) == 1:
        label, params = N_("{name} and {other} are not the same"), {"name": found[0][1], "other": found[0][2]}
    with desk.book.action("keep_apart", label, desk.now(), **params) as action:
        for pair_id, _name, _other in found:
            action.update(DuplicatePair, pair_id, state="different")
    return action.change


def _names(desk: Desk, ids: Sequence[int]) -> list[str]:
    if len(set(ids)) < len(ids) or len(ids) < _TWO:
        raise BookProblem(N_("It takes two people to merge."))
    names = [name for name in (name_of(desk, person_id) for person_id in ids) if name is not None]
    if len(names) < len(ids):
        raise BookProblem(N_("This person is not there any more."))
    return names


def _likeliest_first(desk: Desk, pair_ids: Sequence[int]) -> list[int]:
    wanted = set(pair_ids)
    rows = desk.book.rows(
        "SELECT id FROM duplicate_pairs WHERE state = 'open' AND probability >= ? ORDER BY probability DESC, id",
        (SURE,),
    )
    return [row[0] for row in rows if row[0] in wanted]


def _merge(action: Action, keep: int, gone: int, choice: Choice) -> None:
    left, right = (person_values(action.book, person_id) for person_id in (keep, gone))
    assert left is not None
    assert right is not None
    lines = hand_over(action, keep, gone)
    uid = action.book.value("SELECT uid FROM people WHERE id = ?", (gone,))
    action.update(Person, keep, **joined(left, right, choice, lines))
    action.delete(Person, gone)
    action.insert(FormerUid, uid=uid, person=keep)


def _apart(action: Action, one: int, other: int) -> None:
    """Note inside an action that two people are not the same."""
    a, b = sorted((one, other))
    found = action.book.value("SELECT id FROM duplicate_pairs WHERE a_id = ? AND b_id = ?", (a, b))
    if found is None:
        action.insert(DuplicatePair, a=a, b=b, probability=0.0, state="different")
    else:
        action.update(DuplicatePair, found, state="different")


def _carry_draft(desk: Desk, keep: int, gone: int) -> None:
    """Put the unfinished note about the merged person under the other one's; the old file stays for undo."""
    drafts = Drafts(desk.book.path)
    old = drafts.load(gone)
    if old is None or not old.text.strip():
        return
    mine = drafts.load(keep)
    if mine is None:
        drafts.save(old._replace(person_id=keep))
    elif old.text not in mine.text:
        drafts.save(mine._replace(text=f"{mine.text}\n\n{old.text}"))
