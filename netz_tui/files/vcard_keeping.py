"""What a card has no place for, kept as one line of vCard: unknown properties, and parameters of handles."""

from __future__ import annotations

from netz_tui.clean import clean, clean_text
from netz_tui.files.escapes import escape, split_escaped, unescape
from netz_tui.files.vcard_lines import Head, head_of, parse_head, split_line

_STRUCTURED = frozenset({"ADR", "ORG", "N", "GENDER"})
INLINE = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
PARAMETERS = "X-NETZ-PARAMETERS"
"""The property that keeps what a handle's parameters say beside TYPE: `X-NETZ-PARAMETERS;OF=TEL;ALTID=1:+49 731 1`."""
SAID = frozenset({"TYPE", "VALUE"})
"""Parameters of a handle that are read, or follow from how it is written."""


def verbatim(head: Head, value: str, text: str, *, old: bool) -> str:
    """Return a property as one line of vCard 3.0/4.0: as it was where it is written that way, else rewritten."""
    if head.name in INLINE and value[:5].lower() == "data:":
        head, value = _from_data_uri(head, value)
    if head.tidy and not old and head.encoding != "b64":
        return _one_line(text)
    whole = head.name == "AGENT" or value.startswith(("http:", "https:", "data:"))
    if old and head.encoding != "b64" and not whole:
        if head.name in _STRUCTURED:
            value = ";".join(escape(unescape(part, old=True)) for part in split_escaped(value, ";"))
        else:
            value = value.replace("\\", "\\\\").replace(",", "\\,")
    return _one_line(f"{head_text(head)}:{value}")


def _one_line(text: str) -> str:
    """Return a property as clean text on one line, however long: pictures are kept too."""
    if text.isascii() and text.isprintable():
        return text
    return clean_text(text, limit=len(text)).replace("\n", "\\n")


def head_text(head: Head) -> str:
    """Write what stands before the colon, with quoted parameters where needed."""
    params = [*(("ENCODING", "b"),) * (head.encoding == "b64"), *head.params]
    group = f"{head.group}." if head.group else ""
    return group + ";".join([head.name, *(f"{key}={param_text(value)}" for key, value in params)])


def param_text(value: str) -> str:
    """Write a parameter's value, with RFC 6868 carets and quotes where needed."""
    safe = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{safe}"' if any(char in safe for char in ",;:") else safe


def _from_data_uri(head: Head, value: str) -> tuple[Head, str]:
    """Turn an inline picture of 4.0 into that of 3.0."""
    kind, _, data = value[5:].partition(",")
    media, *options = kind.split(";")
    if "base64" not in options:
        return head, value
    others = tuple(pair for pair in head.params if pair[0] not in {"VALUE", "MEDIATYPE"})
    kinds = (("TYPE", media.rpartition("/")[2].upper()),) if media else ()
    return head_of(head.group, head.name, kinds + others, encoding="b64"), data


def parameter_line(head: Head, value: str) -> str:
    """Return the line that keeps what the parameters of a handle say beside its labels, "" if they say nothing."""
    others = [pair for pair in head.params if pair[0] not in SAID and pair != ("PREF", "1")]
    if not others:
        return ""
    of = "URL" if head.name.endswith("SOCIALPROFILE") else head.name
    bare = head_of("", PARAMETERS, (("OF", of), *others))
    return _one_line(f"{head_text(bare)}:{escape(value)}")


def parameters_of(line: str) -> tuple[str, str, str] | None:
    """Return whose parameters a kept line holds (property, value) and the parameters as they are written."""
    parts = split_line(line) if line.startswith(PARAMETERS) else None
    head = parse_head(parts[0]) if parts else None
    if parts is None or head is None or head.name != PARAMETERS or not head.get("OF"):
        return None
    others = "".join(f";{key}={param_text(value)}" for key, value in head.params if key != "OF")
    return head.get("OF"), clean(unescape(parts[1])), others
