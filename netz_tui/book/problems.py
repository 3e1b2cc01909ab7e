"""What can go wrong with a book, each as a sentence: what, where, what to do."""

from __future__ import annotations

import sqlite3

from netz_tui.i18n import N_


class BookProblem(Exception):
    """A book could not be opened or written; `template` and `params` make the sentence, in any language."""

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template.format(**params))
        self.template = template
        self.params = params


class RuleBroken(BookProblem):
    """The schema refused a change that breaks a rule of the domain; nothing was written."""


_CAUSES = (
    (
        "database or disk is full",
        N_("The disk is full, so {path} could not be written. Nothing was changed."),
    ),
    (
        "disk i/o error",
        N_("The disk reports an error for {path}. Nothing was changed; check the disk and your backup."),
    ),
    ("readonly", N_("{path} is read-only. Nothing was changed; make it writable or open a copy.")),
    ("locked", N_("{path} is locked by another program. Close it and try again; nothing was changed.")),
    ("malformed", N_("{path} is damaged. Restore the newest backup beside it; nothing was changed.")),
    ("not a database", N_("{path} is not a netz book. Nothing was changed.")),
    ("foreign key constraint", N_("Other entries rest on what this would take away. Nothing was changed.")),
    ("unable to open", N_("{path} cannot be opened. Check that the folder exists and may be written.")),
)

RULES = {
    "no request is confirmed without a personal contact before it": N_(
        "No request is confirmed without a personal contact before it. Nothing was changed."
    ),
    "a request arrives unconfirmed": N_("A request arrives unconfirmed. Nothing was changed."),
    "a confirmed request rests on this conversation": N_(
        "A confirmed request rests on this conversation. Nothing was changed."
    ),
    "ground c needs an introducer who stands on ground a or b": N_(
        "Ground c needs an introducer who stands on ground a or b. Nothing was changed."
    ),
    "a ground falls, it is never replaced": N_("A ground falls, it is never replaced. Nothing was changed."),
    "an answer is never replaced by another": N_("An answer is never replaced by another. Nothing was changed."),
    "the standing follows from the grounds": N_(
        "The standing follows from the grounds and is not set by hand. Nothing was changed."
    ),
}
"""What the schema says when it refuses, and the sentence for it."""


def explain(error: BaseException, path: object) -> BookProblem:
    """Return the sentence for a database error, looking through its causes (peewee hides the first one).

    A rule of the schema that was broken comes back as `RuleBroken`.
    """
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain and _is_database_error(link):
        chain.append(link)
        link = link.__cause__ or link.__context__
    for link in reversed(chain):
        text = str(link).lower()
        if text.startswith("rule: "):
            return RuleBroken(RULES.get(text.removeprefix("rule: "), str(link)))
        for needle, template in _CAUSES:
            if needle in text:
                return BookProblem(template, path=path)
    cause = chain[-1] if chain else error
    return BookProblem(N_("{path} could not be used: {error}."), path=path, error=str(cause) or type(cause).__name__)


def still_running(connection: sqlite3.Connection, path: object) -> None:
    """Raise `BookProblem` if SQLite has rolled the transaction back by itself: nothing must be written outside it."""
    if not connection.in_transaction:
        raise BookProblem(N_("The disk failed while {path} was being written. Nothing was changed."), path=path)


def _is_database_error(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) or type(error).__module__ == "peewee"
