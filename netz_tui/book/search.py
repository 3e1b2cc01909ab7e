"""The search index: what can be typed to find a person, folded; kept up lazily, asked by prefix, forgiving slips."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from netz_tui.book.bulk import insert_rows
from netz_tui.book.query import Query, all_words, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from netz_tui.book.book import Book

CHUNK = 2_000
"""People taken into the index in one transaction."""
SHOWN = 200
"""Most hits of words; who wants more types another letter."""
CANDIDATES = 2_000
"""Most words of the book that a mistyped one is compared with."""
_MANY, _HELD = 500, 8_000_000
"""Where more people than this come at once, FTS5 may hold so many bytes before it writes: a fifth less work than with
its 1 MB."""
_VARIANTS = 6
_LIKE_ENOUGH, _BEGUN_ENOUGH = 72.0, 80.0
"""From this similarity on (0 to 100, rapidfuzz `ratio`) a word of the book, or its beginning, may be what was meant."""
_SHORTEST = 3
_COLUMNS = ("name", "org", "city", "tags", "handles", "texts")
_SPELT = 4
"""The first so many columns lend their words to the correction of slips."""
_CALLING_CODE = re.compile(r"(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})")
"""ITU-T E.164 country codes: one, two or three digits, told apart by the first two."""
_SOUNDS = str.maketrans("cvyz", "kfis")
_DOUBLED = re.compile(r"(.)\1+")
_SOUND_ALIKE = {"c": "k", "k": "c", "f": "v", "v": "f", "w": "v", "i": "y", "y": "i", "j": "y", "s": "z", "z": "s"}

Texts = tuple[str, str, str, str, str, str]
"""What is known of a person and can be searched, a text for each column of the index."""


class Found(NamedTuple):
    """People found, best first; `more` if there are others, `terms` what to mark in them, `corrected` after a slip."""

    ids: array[int]
    terms: tuple[str, ...] = ()
    more: bool = False
    corrected: bool = False


# Keeping up


def waiting(book: Book) -> int:
    """Return how many people the index does not know as they are now; counting stops a little above `CHUNK`."""
    new = "SELECT 1 FROM people WHERE id > (SELECT indexed FROM search_state) LIMIT :most"
    stale = "SELECT 1 FROM search_stale LIMIT :most"
    return int(
        book.value(
            f"SELECT (SELECT count(*) FROM ({new})) + (SELECT count(*) FROM ({stale}))",  # noqa: S608 - constants
            {"most": CHUNK + 1},
        )
    )


def refresh(book: Book, limit: int = CHUNK) -> int:
    """Take at most `limit` people into the index, in one transaction, and return how many; call until it is 0."""
    if not waiting(book):
        return 0
    with book.transaction() as connection:
        stale = [row[0] for row in connection.execute("SELECT person_id FROM search_stale LIMIT ?", (limit,))]
        new = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM people WHERE id > (SELECT indexed FROM search_state) ORDER BY id LIMIT ?",
                (limit - len(stale),),
            )
        ]
        _forget(connection, stale)
        _index(connection, [*stale, *new])
        if new:
            connection.execute("UPDATE search_state SET indexed = ?", (new[-1],))
    return len(stale) + len(new)


def _forget(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    rows = [(row_id,) for row_id in ids]
    connection.executemany("DELETE FROM search WHERE rowid = ?", rows)
    connection.executemany("DELETE FROM search_stale WHERE person_id = ?", rows)


def _index(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    found: list[int] = []
    known: list[Texts] = []
    for person_id, texts in _known(connection, ids):
        found.append(person_id)
        known.append(texts)
    _add(connection, found, known)


def index_new(connection: sqlite3.Connection, ids: Sequence[int], known: Iterable[Texts]) -> None:
    """Take people into the index who were just written with all that is known of them; inside a transaction.

    While others wait before them they wait too.
    """
    before = "SELECT 1 FROM people WHERE id > (SELECT indexed FROM search_state) AND id < ? LIMIT 1"
    if ids and connection.execute(before, (ids[0],)).fetchone() is None:
        if len(ids) > _MANY:
            connection.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (_HELD,))
        _add(connection, ids, known)
        connection.execute("UPDATE search_state SET indexed = ?", (ids[-1],))


def _add(connection: sqlite3.Connection, ids: Iterable[int], known: Iterable[Texts]) -> None:
    folded = all_words(list(chain.from_iterable(known)))
    columns = [folded[place :: len(_COLUMNS)] for place in range(len(_COLUMNS))]
    connection.executemany(
        f"INSERT INTO search (rowid, {', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constants
        zip(ids, *columns, strict=True),
    )
    spelt = {(word, place == 0) for place in range(_SPELT) for word in set(" ".join(columns[place]).split())}
    insert_rows(connection, "search_words", ("word", "named"), sorted(spelt), "INSERT OR IGNORE")


def _known(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[tuple[int, Texts]]:
    """Yield those of these people who exist, with what is known of each."""
    who = f"IN ({','.join(map(str, map(int, ids)))})"
    handles = _gathered(connection, f"SELECT person_id, kind, raw, normal FROM handles WHERE person_id {who}")  # noqa: S608
    tags = _gathered(
        connection,
        "SELECT pt.person_id, t.name FROM person_tags pt JOIN tags t ON t.id = pt.tag_id "  # noqa: S608 - numbers
        f"WHERE pt.person_id {who}",
    )
    notes = _gathered(connection, f"SELECT person_id, note FROM conversations WHERE note <> '' AND person_id {who}")  # noqa: S608
    asked = _gathered(connection, f"SELECT person_id, headline, message, name FROM requests WHERE person_id {who}")  # noqa: S608
    for person_id, name, nickname, org, city, country, title, note in connection.execute(
        f"SELECT id, name, nickname, org, city, country, title, note FROM people WHERE id {who}"  # noqa: S608
    ):
        requests = asked.get(person_id, ())
        texts = [title, note, *(text for (text,) in notes.get(person_id, ()))]
        texts += [text for request in requests for text in request[:2]]
        yield (
            person_id,
            (
                " ".join(dict.fromkeys([name, nickname, *(request[2] for request in requests)])),
                org,
                f"{city} {country}",
                " ".join([tag for (tag,) in tags.get(person_id, ())]),
                " ".join([reach(*handle) for handle in handles.get(person_id, ())]),
                "\n".join(texts),
            ),
        )


def _gathered(connection: sqlite3.Connection, sql: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for person_id, *values in connection.execute(sql):
        found.setdefault(person_id, []).append(tuple(values))
    return found


def reach(kind: str, raw: str, normal: str) -> str:
    """Return what may be typed to find a handle; of a number its digits with and without the country code."""
    if kind != "phone":
        lowered = raw.lower()
        if normal in lowered:
            return raw
        platform, _colon, slug = normal.partition(":")
        said = slug and platform in lowered and lowered.rstrip("/").endswith(f"/{slug}")
        return raw if said else f"{raw} {normal}"
    digits = "".join(filter(str.isdecimal, normal)) if not normal[1:].isdecimal() else normal.removeprefix("+")
    digits = digits.lstrip("0")
    return f"{digits} {digits[_code_length(digits[:3]) :]}" if normal[:1] == "+" else digits


@lru_cache(1_000)
def _code_length(start: str) -> int:
    code = _CALLING_CODE.match(start)
    return code.end() if code else len(start)


def forget(connection: sqlite3.Connection, person_id: int) -> None:
    """Take a person out of the index so that no word of hers is left in it; inside a transaction."""
    found = connection.execute("SELECT name, org, city, tags FROM search WHERE rowid = ?", (person_id,)).fetchone()
    _forget(connection, [person_id])
    for word in {word for text in found or () for word in text.split()}:
        if connection.execute("SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", (f'"{word}"',)).fetchone() is None:
            connection.execute("DELETE FROM search_words WHERE word = ?", (word,))
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def only_named(connection: sqlite3.Connection, person_id: int, names: Iterable[str]) -> frozenset[str]:
    """Return the words of these names of a person, as the index knows them, that are in nobody else's name."""
    others = "SELECT 1 FROM search WHERE search MATCH ? AND rowid <> ? LIMIT 1"
    return frozenset(
        word
        for name in names
        for word in words(name)
        if len(word) > _SHORTEST and connection.execute(others, (f'name : "{word}"', person_id)).fetchone() is None
    )


# Asking


def find(book: Book, query: Query, where: str = "", parameters: Sequence[Any] = ()) -> Found:
    """Return the people whom a query finds: hits in names before hits in other texts, contacts before others.

    Each word of the query must be the beginning of a word that is known of the person. If nobody is found so, the
    words are taken for mistyped ones. `where` is an SQL condition, begun by AND, on the people `p`.
    """
    if not query.words:
        return Found(array("q"))
    named = all(_is_named(book, word) for word in query.words)
    found = _ranked(book, _steps(query.words), query.words, where, parameters, named=named)
    if found.ids:
        return found
    meant = [[word] if _occurs(book, word) else variants(book, word) for word in query.words]
    if not all(meant):
        return found
    terms = tuple(term for group in meant for term in group)
    expression = " AND ".join("(" + " OR ".join(f'"{term}" *' for term in group) + ")" for group in meant)
    again = _ranked(book, [expression], terms, where, parameters, named=True, typed=" ".join(query.words))
    return Found(again.ids, again.terms, again.more, corrected=True)


def _steps(terms: Sequence[str]) -> list[str]:
    """Return FTS5 expressions for the same words, from the narrowest to the widest; each finds all the one before does.

    First every word must stand in the index as it was typed, then the last one may be the beginning of a word, then
    all may. FTS5 gives the first hit of a whole word at once, but of a beginning only when it has gathered every
    word that starts so, which takes long where that is half the book.
    """
    whole = [f'"{term}"' for term in terms]
    return list(dict.fromkeys([" AND ".join(whole), " AND ".join([*whole[:-1], f"{whole[-1]} *"]), _match(terms)]))


def _match(terms: Sequence[str]) -> str:
    """Return the FTS5 expression for words of which each begins one; figures may also be parts of one number."""
    groups: list[list[str]] = []
    for term in terms:
        if term.isdecimal() and groups and groups[-1][0].isdecimal():
            groups[-1].append(term)
        else:
            groups.append([term])
    parts = []
    for group in groups:
        each = " AND ".join(f'"{term}" *' for term in group)
        number = "".join(group).lstrip("0")
        parts.append(f'(({each}) OR handles : "{number}" *)' if group[0].isdecimal() and number else f"({each})")
    return " AND ".join(parts)


def _ranked(
    book: Book,
    expressions: Sequence[str],
    terms: Sequence[str],
    where: str,
    parameters: Sequence[Any],
    *,
    named: bool,
    typed: str = "",
) -> Found:
    """Return the hits of the last expression: those in names first if there can be any, in a sensible order."""
    rows: dict[int, tuple[Any, ...]] = {}
    for in_name in (True, False) if named else (False,):
        for step, expression in enumerate(expressions):
            if len(rows) > SHOWN:
                break
            for row in book.rows(
                "SELECT p.id, p.name_key, p.contact, p.standing FROM search s JOIN people p ON p.id = s.rowid "  # noqa: S608
                f"WHERE search MATCH ? {where} LIMIT ?",
                (f"name : ({expression})" if in_name else expression, *parameters, SHOWN + 1),
            ):
                rows.setdefault(row[0], (*row, in_name, step))
    found = sorted(rows.values(), key=_by_likeness(typed) if typed else _by_place(terms[0]))
    return Found(array("q", (row[0] for row in found[:SHOWN])), tuple(terms), len(found) > SHOWN)


def _by_place(first: str) -> Any:
    def key(row: tuple[Any, ...]) -> tuple[Any, ...]:
        person_id, name, contact, standing, named, step = row
        whole = step if named else 0
        return (not named, not contact, whole, not name.startswith(first), standing != "dependable", name, person_id)

    return key


def _by_likeness(typed: str) -> Any:
    from rapidfuzz import fuzz

    def key(row: tuple[Any, ...]) -> tuple[Any, ...]:
        person_id, name, contact, _standing, named, _step = row
        return (not named, -round(fuzz.token_sort_ratio(typed, name)), not contact, name, person_id)

    return key


def _is_named(book: Book, word: str) -> bool:
    """Tell whether a word begins one of anybody's name; if not, looking through the names is a waste."""
    return (
        book.row(
            "SELECT 1 FROM search_words WHERE word >= ? AND word < ? AND named LIMIT 1", (word, word + "\U0010ffff")
        )
        is not None
    )


def _occurs(book: Book, word: str) -> bool:
    return book.row("SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", (f'"{word}" *',)) is not None


def variants(book: Book, word: str) -> list[str]:
    """Return the words of the book that a mistyped one may mean, most alike first; none for a very short one."""
    if len(word) < _SHORTEST or word.isdecimal():
        return []
    from rapidfuzz import fuzz, process

    near = _near(book, word)
    heard = _heard(word)
    sounds = [_heard(other) for other in near]
    found: list[tuple[float, str]] = []
    for cutoff, forms in ((_LIKE_ENOUGH, sounds), (_BEGUN_ENOUGH, [sound[: len(heard)] for sound in sounds])):
        likest = process.extract(heard, forms, scorer=fuzz.ratio, score_cutoff=cutoff, limit=8 * _VARIANTS)
        found.extend((score, near[place]) for _form, score, place in likest)
    kept: list[str] = []
    for _score, meant in sorted(found, key=lambda likely: (-likely[0], len(likely[1]), likely[1])):
        if not meant.startswith(tuple(kept)):  # what begins with another one is found by that
            kept.append(meant)
    return kept[:_VARIANTS]


def _heard(word: str) -> str:
    """Return a word as it sounds: spellings that are mistaken for each other become one."""
    return _DOUBLED.sub(r"\1", word.replace("ph", "f").replace("th", "t").replace("ck", "k").translate(_SOUNDS))


def _near(book: Book, word: str) -> list[str]:
    """Return words of the book that share a beginning with a mistyped one: the beginning may be wrong too."""
    starts = [word[:3], word[:2], word[1] + word[0], word[0] + word[2], word[1:3]]
    if word[0] in _SOUND_ALIKE:
        starts.append(_SOUND_ALIKE[word[0]] + word[1])
    if word.startswith("ph"):
        starts.append("f" + word[2])
    if word[0] == "f":
        starts.append("ph")
    found: dict[str, None] = {}
    for start in dict.fromkeys(starts):
        rows = book.rows(
            "SELECT DISTINCT word FROM search_words WHERE word >= ? AND word < ? LIMIT ?",
            (start, start + "\U0010ffff", max(0, CANDIDATES - len(found))),
        )
        found.update(dict.fromkeys(row[0] for row in rows))
    return list(found)
