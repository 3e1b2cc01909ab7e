"""The nouns of a book as Peewee models; the schema itself stands in `migrations/`.

Nothing here is bound to a database: every query is executed on the book it is meant for
(`Person.insert(…).execute(book.database)`), so that two books can be open at once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peewee import FloatField, ForeignKeyField, IntegerField, Model, TextField

from netz_tui.clean import clean, clean_text
from netz_tui.moments import moment_text, read_moment

if TYPE_CHECKING:
    from datetime import datetime


class LineField(TextField):
    """One line of text; what is stored has passed the gate."""

    def db_value(self, value: Any) -> str | None:
        """Clean on every save."""
        return None if value is None else clean(str(value))


class NoteField(TextField):
    """Text of several lines; what is stored has passed the gate."""

    def db_value(self, value: Any) -> str | None:
        """Clean on every save."""
        return None if value is None else clean_text(str(value))


class MomentField(TextField):
    """An aware `datetime`, kept in UTC to the second."""

    def db_value(self, value: Any) -> str | None:
        """Return the text that is stored; an aware datetime or such a text is taken, ValueError raised for another."""
        if value is None:
            return None
        return moment_text(read_moment(value) if isinstance(value, str) else value)

    def python_value(self, value: Any) -> datetime | None:
        """Return the aware datetime."""
        return None if value is None else read_moment(value)


class JSONField(TextField):
    """A list or mapping as compact JSON text; the texts in it have passed the gate."""

    def db_value(self, value: Any) -> str:
        """Return the JSON text."""
        return json.dumps(_cleaned(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def python_value(self, value: Any) -> Any:
        """Return the list or mapping."""
        return None if value is None else json.loads(value)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean(str(name)): _cleaned(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value


class Person(Model):
    """Somebody the book knows: a contact, a sender of requests, an introducer."""

    uid = TextField(unique=True)
    name = LineField()
    name_key = TextField()
    given = LineField(default="")
    middle = LineField(default="")
    family = LineField(default="")
    prefix = LineField(default="")
    suffix = LineField(default="")
    nickname = LineField(default="")
    org = LineField(default="")
    title = LineField(default="")
    city = LineField(default="")
    country = LineField(default="")
    birthday = LineField(default="")
    note = NoteField(default="")
    contact = IntegerField(default=0)
    contact_since = LineField(null=True)
    rhythm_days = IntegerField(null=True)
    standing = TextField(default="unproven")
    extra = JSONField(default=list)
    created_at = MomentField()

    class Meta:
        table_name = "people"


class Handle(Model):
    """A way to reach or recognise a person: `raw` as written, `normal` for comparing."""

    person = ForeignKeyField(Person, backref="handles")
    kind = TextField()
    raw = LineField()
    normal = LineField()
    label = LineField(default="")

    class Meta:
        table_name = "handles"


class FormerUid(Model):
    """A UID of somebody who was merged into this person."""

    uid = LineField(unique=True)
    person = ForeignKeyField(Person)

    class Meta:
        table_name = "former_uids"


class MatchKey(Model):
    """A blocking key by which people who may be the same are found; derived, so not journalled."""

    person_id = IntegerField()
    key = TextField()

    class Meta:
        table_name = "match_keys"


class Conversation(Model):
    """A call, video call, meeting, message or event, with its judgement and note."""

    person = ForeignKeyField(Person, backref="conversations")
    request_id = IntegerField(null=True)
    kind = TextField()
    at = MomentField()
    duration_s = IntegerField(default=0)
    outcome = TextField()
    trust = IntegerField(null=True)
    chemistry = IntegerField(null=True)
    note = NoteField(default="")
    source_key = TextField(null=True)

    class Meta:
        table_name = "conversations"


class Ground(Model):
    """Why a contact is dependable: a (known), b (met), c (through an introducer), with its evidence."""

    person = ForeignKeyField(Person, backref="grounds")
    kind = TextField()
    since = LineField(default="")
    place = LineField(default="")
    introducer = ForeignKeyField(Person, null=True)
    fallen_at = MomentField(null=True)
    fallen_why = LineField(default="")
    created_at = MomentField()

    class Meta:
        table_name = "grounds"


class Tie(Model):
    """An edge of the net between two people other than me; `a` has the smaller id."""

    a = ForeignKeyField(Person)
    b = ForeignKeyField(Person)
    claimed_by = IntegerField(null=True)
    introduced_by = IntegerField(null=True)
    since = LineField(default="")
    place = LineField(default="")
    note = NoteField(default="")
    created_at = MomentField()

    class Meta:
        table_name = "ties"


class CrossCheck(Model):
    """An introducer was asked "do you know …?", and what the answer was."""

    introducer = ForeignKeyField(Person)
    person = ForeignKeyField(Person)
    asked_at = MomentField()
    answer = TextField()
    note = NoteField(default="")

    class Meta:
        table_name = "cross_checks"


class Request(Model):
    """A contact request and what became of it."""

    person = ForeignKeyField(Person, backref="requests")
    direction = TextField(default="incoming")
    name = LineField()
    name_key = TextField()
    haystack = TextField(default="")
    platform = LineField(default="")
    headline = LineField(default="")
    message = NoteField(default="")
    url = LineField(default="")
    sent_at = MomentField()
    introducer = ForeignKeyField(Person, null=True)
    state = TextField(default="pending")
    defer_until = MomentField(null=True)
    asleep = IntegerField(default=0)
    reason = LineField(default="")
    decided_at = MomentField(null=True)
    conversation_id = IntegerField(null=True)
    ground_id = IntegerField(null=True)
    score = IntegerField(default=0)
    score_reasons = JSONField(default=list)
    source_key = TextField(null=True)
    created_at = MomentField()

    class Meta:
        table_name = "requests"


class Tag(Model):
    """A word of the user's own for grouping people."""

    name = LineField(unique=True)
    rhythm_days = IntegerField(null=True)

    class Meta:
        table_name = "tags"


class PersonTag(Model):
    """A person carries a tag."""

    person = ForeignKeyField(Person)
    tag = ForeignKeyField(Tag)

    class Meta:
        table_name = "person_tags"


class FollowUp(Model):
    """A next step with its date."""

    person = ForeignKeyField(Person)
    request_id = IntegerField(null=True)
    due = LineField()
    what = LineField(default="")
    done_at = MomentField(null=True)

    class Meta:
        table_name = "follow_ups"


class Snooze(Model):
    """Something that came up for a day was put off: what, until which day, and when that was decided."""

    person = ForeignKeyField(Person)
    what = TextField()
    until = TextField()
    at = MomentField()

    class Meta:
        table_name = "snoozes"


class Review(Model):
    """An unproven or shaky contact was looked at: not dependable, or to be asked first."""

    person = ForeignKeyField(Person)
    at = MomentField()
    found = TextField()

    class Meta:
        table_name = "reviews"


class Import(Model):
    """A file that was taken in."""

    file = LineField()
    format = LineField()
    encoding = LineField()
    at = MomentField()
    added = IntegerField(default=0)
    changed = IntegerField(default=0)
    known = IntegerField(default=0)
    skipped = IntegerField(default=0)

    class Meta:
        table_name = "imports"


class ImportRow(Model):
    """Where a person or request came from: the line of an imported file."""

    import_ = ForeignKeyField(Import, column_name="import_id")
    line = IntegerField()
    outcome = TextField()
    person = ForeignKeyField(Person, null=True)
    request_id = IntegerField(null=True)
    detail = LineField(default="")
    fingerprint = TextField(null=True)

    class Meta:
        table_name = "import_rows"


class DuplicatePair(Model):
    """Two people who may be the same, or were found not to be; `a` has the smaller id."""

    a = ForeignKeyField(Person)
    b = ForeignKeyField(Person)
    probability = FloatField()
    reasons = JSONField(default=list)
    state = TextField(default="open")

    class Meta:
        table_name = "duplicate_pairs"


class Lead(Model):
    """A job or business opportunity that came through a contact."""

    person = ForeignKeyField(Person)
    introducer = ForeignKeyField(Person, null=True)
    at = MomentField()
    stage = TextField()
    note = NoteField(default="")

    class Meta:
        table_name = "leads"


class LeadStage(Model):
    """A stage that a lead reached."""

    lead = ForeignKeyField(Lead)
    stage = TextField()
    at = MomentField()

    class Meta:
        table_name = "lead_stages"


class Observation(Model):
    """A figure or event for the study: profile views of so many days, search positions, profile items."""

    kind = TextField()
    platform = LineField(default="")
    at = MomentField()
    value = FloatField(null=True)
    days = IntegerField(null=True)
    note = LineField(default="")

    class Meta:
        table_name = "observations"


class Setting(Model):
    """A value that belongs to the book rather than to the user's machine."""

    name = TextField(unique=True)
    value = NoteField()

    class Meta:
        table_name = "settings"


NOUNS: dict[str, type[Model]] = {
    model._meta.table_name: model
    for model in (
        Person,
        Handle,
        FormerUid,
        Conversation,
        Ground,
        Tie,
        CrossCheck,
        Request,
        Tag,
        PersonTag,
        FollowUp,
        Snooze,
        Review,
        Import,
        ImportRow,
        DuplicatePair,
        Lead,
        LeadStage,
        Observation,
        Setting,
    )
}
"""Every table whose rows the journal can restore, by its name."""
