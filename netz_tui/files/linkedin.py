"""The CSV files of a LinkedIn data export, of all years, English and German."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from netz_tui.clean import clean, clean_text
from netz_tui.files.columns import Columns, cleaned, kept_field, kept_fields
from netz_tui.files.csv_table import Records, TableFormat, by_row, has
from netz_tui.files.records import (
    Card,
    Endorsement,
    Message,
    Note,
    Profile,
    Recommendation,
    Request,
    Skipped,
    make_cards,
    refused,
)
from netz_tui.files.values import birthday, parse_day, parse_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Row = list[str]
HIDDEN_MEMBER = "urn:li:member:"
"""What stands in the place of an e-mail address that a member hides."""
_DIRECTIONS: dict[str, Literal["incoming", "outgoing"]] = {
    "incoming": "incoming",
    "outgoing": "outgoing",
    "eingehend": "incoming",
    "ausgehend": "outgoing",
}


def _connections(header: Sequence[str]) -> Records:
    """Read Connections.csv."""
    columns = Columns(header)
    first = columns.place("First Name", "Vorname")
    last = columns.place("Last Name", "Nachname")
    url = columns.place("URL", "Profile URL", "Profil-URL")
    email = columns.place("Email Address", "E-Mail-Adresse", "E-Mail Adresse", "E-Mail")
    company = columns.place("Company", "Unternehmen", "Firma")
    position = columns.place("Position")
    since = columns.place("Connected On", "Verbunden am", "Vernetzt am")
    rest = columns.rest()

    def cards(rows: list[Row], lines: Sequence[int]) -> Iterator[Card | Skipped]:
        columns = [cleaned(column) for column in zip(*rows, strict=True)]
        given, family, org, addresses, profiles = (columns[place] for place in (first, last, company, email, url))
        extras: list[tuple[str, ...]] = [kept_fields(row, rest) for row in rows] if rest else [()] * len(rows)
        if HIDDEN_MEMBER in "|".join(addresses):
            for place, address in enumerate(addresses):
                if address.startswith(HIDDEN_MEMBER):
                    member = kept_field("LinkedIn member", address.removeprefix(HIDDEN_MEMBER))
                    extras[place], addresses[place] = (*extras[place], member), ""
        names = [f"{a} {b}".strip() or c or d for a, b, c, d in zip(given, family, org, addresses, strict=True)]
        made = make_cards(
            name=names,
            given=given,
            family=family,
            org=org,
            title=columns[position],
            emails=[(address,) if address else () for address in addresses],
            email_labels=[("",) if address else () for address in addresses],
            urls=[(profile,) if profile else () for profile in profiles],
            url_labels=[("linkedin",) if profile else () for profile in profiles],
            connected_on=columns[since],
            connected=map(parse_day, columns[since]),
            extra=extras,
            line=lines,
        )
        return made if all(names) else map(_shown, made)

    return cards


def _shown(card: Card) -> Card | Skipped:
    """Return a card, or that its member hides who it is."""
    if card.name or card.urls:
        return card
    date = {"date": card.connected_on}
    return Skipped(card.line, "A member who hides the name: only the date {date} is there.", date, "hidden")


def _invitations(header: Sequence[str]) -> Callable[[Row, int], Request | Skipped]:
    """Read Invitations.csv."""
    columns = Columns(header)
    sender = columns.place("From", "Von")
    recipient = columns.place("To", "An")
    sent = columns.place("Sent At", "Gesendet am")
    text = columns.place("Message", "Nachricht")
    direction = columns.place("Direction", "Richtung")
    inviter = columns.place("inviterProfileUrl")
    invitee = columns.place("inviteeProfileUrl")

    def request(row: Row, line: int) -> Request | Skipped:
        way = _DIRECTIONS.get(clean(row[direction]).lower())
        if way is None:
            return refused(line, "“{direction}” is neither INCOMING nor OUTGOING.", direction=clean(row[direction]))
        who, profile = (sender, inviter) if way == "incoming" else (recipient, invitee)
        sent_at = clean(row[sent])
        return Request(
            way,
            name=clean(row[who]),
            sent_at=sent_at,
            at=parse_moment(sent_at),
            message=clean_text(row[text]).strip(),
            url=clean(row[profile]),
            platform="linkedin",
            line=line,
        )

    return request


def _several(names: str, urls: Sequence[str]) -> tuple[str, ...]:
    """Split recipients at commas where there are as many as addresses; a name may hold a comma itself."""
    parts = [clean(part) for part in names.split(",")]
    if len(parts) == len(urls):
        return tuple(parts)
    return (clean(names),) if names.strip() else ()


def _messages(header: Sequence[str]) -> Callable[[Row, int], Message]:
    """Read messages.csv."""
    columns = Columns(header)
    conversation, title = columns.place("CONVERSATION ID"), columns.place("CONVERSATION TITLE")
    sender, sender_url = columns.place("FROM"), columns.place("SENDER PROFILE URL")
    to, to_urls = columns.place("TO"), columns.place("RECIPIENT PROFILE URLS")
    date, subject, content = columns.place("DATE"), columns.place("SUBJECT"), columns.place("CONTENT")
    folder, draft = columns.place("FOLDER"), columns.place("IS MESSAGE DRAFT")

    def message(row: Row, line: int) -> Message:
        urls = tuple([clean(url) for url in row[to_urls].split(",") if url.strip()])
        text, sent_at, profile = clean_text(row[content]).strip(), clean(row[date]), clean(row[sender_url])
        return Message(
            conversation=clean(row[conversation]),
            title=clean(row[title]),
            sender=clean(row[sender]),
            sender_url=profile,
            recipients=_several(row[to], urls),
            recipient_urls=urls,
            at=parse_moment(sent_at),
            sent_at=sent_at,
            subject=clean(row[subject]),
            text=text,
            folder=clean(row[folder]),
            draft=clean(row[draft]).lower() in {"yes", "true", "1", "ja"},
            sponsored=not profile and "spinmail-quill-editor" in text,
            line=line,
        )

    return message


def _full(row: Row, first: int, last: int) -> str:
    """Return a name from two columns."""
    return f"{clean(row[first])} {clean(row[last])}".strip()


def _profile(header: Sequence[str]) -> Callable[[Row, int], Profile]:
    """Read Profile.csv, the user's own."""
    columns = Columns(header)
    first, last = columns.place("First Name", "Vorname"), columns.place("Last Name", "Nachname")
    headline, summary = columns.place("Headline"), columns.place("Summary")
    industry, location = columns.place("Industry"), columns.place("Geo Location", "Location")
    born, websites = columns.place("Birth Date"), columns.place("Websites")

    def profile(row: Row, line: int) -> Profile:
        sites = clean(row[websites]).strip("[]").split(",")
        addresses = [site.partition(":")[2] if not site.lower().startswith("http") else site for site in sites]
        return Profile(
            name=_full(row, first, last),
            given=clean(row[first]),
            family=clean(row[last]),
            headline=clean(row[headline]),
            summary=clean_text(row[summary]).strip(),
            industry=clean(row[industry]),
            location=clean(row[location]),
            birthday=birthday(row[born]),
            urls=tuple([address.strip() for address in addresses if address.strip()]),
            line=line,
        )

    return profile


def _endorsements(header: Sequence[str]) -> Callable[[Row, int], Endorsement]:
    """Read Endorsement_Received_Info.csv and Endorsement_Given_Info.csv."""
    columns = Columns(header)
    given = "Endorsee First Name" in columns
    who = "Endorsee" if given else "Endorser"
    first, last = columns.place(f"{who} First Name"), columns.place(f"{who} Last Name")
    url, status = columns.place(f"{who} Public Url"), columns.place("Endorsement Status")
    date, skill = columns.place("Endorsement Date"), columns.place("Skill Name")

    def endorsement(row: Row, line: int) -> Endorsement:
        return Endorsement(
            name=_full(row, first, last),
            url=clean(row[url]),
            skill=clean(row[skill]),
            at=parse_moment(row[date]),
            status=clean(row[status]).lower(),
            given=given,
            line=line,
        )

    return endorsement


def _recommendations(*, given: bool) -> Callable[[Sequence[str]], Callable[[Row, int], Recommendation]]:
    """Read Recommendations_Received.csv or, `given`, Recommendations_Given.csv."""

    def bind(header: Sequence[str]) -> Callable[[Row, int], Recommendation]:
        columns = Columns(header)
        first, last = columns.place("First Name"), columns.place("Last Name")
        company, title = columns.place("Company"), columns.place("Job Title")
        text, date, status = columns.place("Text"), columns.place("Creation Date"), columns.place("Status")

        def recommendation(row: Row, line: int) -> Recommendation:
            return Recommendation(
                name=_full(row, first, last),
                org=clean(row[company]),
                title=clean(row[title]),
                text=clean_text(row[text]).strip(),
                at=parse_moment(row[date]),
                status=clean(row[status]).lower(),
                given=given,
                line=line,
            )

        return recommendation

    return bind


def _notes(header: Sequence[str]) -> Callable[[Row, int], Note]:
    """Read Notes.csv: what the user wrote about connections."""
    columns = Columns(header)
    first, last = columns.place("Connection First Name"), columns.place("Connection Last Name")
    url, text = columns.place("Connection Profile URL"), columns.place("Note")
    edited, created = columns.place("Edited On"), columns.place("Created On")

    def note(row: Row, line: int) -> Note:
        return Note(
            name=_full(row, first, last),
            url=clean(row[url]),
            text=clean_text(row[text]).strip(),
            at=parse_moment(row[edited]) or parse_moment(row[created]),
            line=line,
        )

    return note


TABLES = (
    TableFormat(
        "linkedin-connections",
        has(
            ("First Name", "Last Name", "Connected On"),
            ("Vorname", "Nachname", "Verbunden am"),
            ("Vorname", "Nachname", "Vernetzt am"),
        ),
        _connections,
    ),
    TableFormat(
        "linkedin-invitations",
        has(("From", "To", "Sent At", "Direction"), ("Von", "An", "Gesendet am", "Richtung")),
        by_row(_invitations),
    ),
    TableFormat(
        "linkedin-messages", has(("FROM", "TO", "DATE", "CONTENT"), ("CONVERSATION ID", "FROM")), by_row(_messages)
    ),
    TableFormat("linkedin-notes", has(("Connection First Name", "Connection Last Name", "Note")), by_row(_notes)),
    TableFormat(
        "linkedin-endorsements",
        has(("Skill Name", "Endorser First Name"), ("Skill Name", "Endorsee First Name")),
        by_row(_endorsements),
    ),
    TableFormat(
        "linkedin-recommendations",
        has(("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date")),
        by_row(_recommendations(given=False)),
    ),
    TableFormat("linkedin-profile", has(("First Name", "Last Name", "Headline", "Summary")), by_row(_profile)),
)
