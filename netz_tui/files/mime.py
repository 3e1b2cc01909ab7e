"""Mails without trust: headers and the readable text of a message, however broken, in linear time."""

from __future__ import annotations

import base64
import binascii
import re

from netz_tui.clean import clean, clean_text
from netz_tui.files.source import known_charset, western

_HEADERS = 500
"""Most header lines looked at."""
_PARTS = 200
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([QqBb])\?([^?]{0,2000})\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_PARAM = re.compile(r'([\w-]{1,40})\s*=\s*(?:"([^"]{0,500})"|([^\s;]{1,500}))')
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table", "td"})
_HIDDEN = frozenset({"style", "script", "head", "title"})


class Mail:
    """The headers of a message, by lower-case name, and its text."""

    __slots__ = ("headers", "html", "text")

    def __init__(self, headers: dict[str, str]) -> None:
        self.headers = headers
        self.text = ""
        self.html = ""

    def get(self, name: str) -> str:
        """Return a header as one clean line, "" for none."""
        return clean(words(self.headers.get(name, "")))

    @property
    def body(self) -> str:
        """Return the text, made from HTML where there is no other."""
        return self.text if self.text.strip() else plain_of(self.html)


def _charset_text(data: bytes, charset: str) -> str:
    """Decode by a declared charset that may be wrong."""
    try:
        return data.decode(known_charset(charset) or "utf-8")
    except UnicodeError:
        return western(data)


def _word(found: re.Match[str]) -> str:
    """Decode an encoded word of RFC 2047."""
    charset, kind, text = found.groups()
    if kind in "qQ":
        data = binascii.a2b_qp(text.replace("_", " ").encode("ascii", "replace"), header=True)
    else:
        data = _base64(text.encode("ascii", "replace"))
    return _charset_text(data, charset)


def _base64(data: bytes) -> bytes:
    """Decode base64, as much of it as there is."""
    kept = b"".join(data.split()).rstrip(b"=")
    try:
        return base64.b64decode(kept[: len(kept) - (len(kept) % 4 == 1)] + b"==")
    except (binascii.Error, ValueError):
        return b""


def words(text: str) -> str:
    """Return a header with its encoded words decoded."""
    return _WORD.sub(_word, _BETWEEN.sub(r"\1\2", text)) if "=?" in text else text


def address_of(header: str) -> tuple[str, str]:
    """Return (display name, address) of the first sender in a raw header."""
    name, bracket, rest = header.partition("<")
    if not bracket:
        return "", clean(header).strip('"')
    shown = clean(words(name)).strip()
    if len(shown) > 1 and shown[0] == shown[-1] == '"':
        shown = shown[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return shown.strip(" '"), clean(rest.partition(">")[0])


def plain_of(markup: str) -> str:
    """Return the visible text of HTML: tags out, entities decoded, a line for each block."""
    from html import unescape

    pieces = markup.split("<")
    kept = [pieces[0]]
    hidden = ""
    for piece in pieces[1:]:
        tag, closed, text = piece.partition(">")
        name = tag.strip("/ ").split(None, 1)[0].lower() if tag.strip("/ ") else ""
        if hidden:
            if tag.startswith("/") and name == hidden:
                hidden = ""
                kept.append(text)
            continue
        if name in _HIDDEN and not tag.endswith("/"):
            hidden = name
            continue
        if name in _BREAKS:
            kept.append("\n")
        kept.append(text if closed else "")
    lines = (" ".join(line.split()) for line in unescape("".join(kept)).split("\n"))
    return "\n".join(line for line in lines if line)


def _split(data: bytes) -> tuple[dict[str, str], bytes]:
    """Return the headers, by lower-case name, the first of each, and the body."""
    headers: dict[str, str] = {}
    lines: list[list[bytes]] = []
    place = 0
    while len(lines) < _HEADERS and place < len(data):
        end = data.find(b"\n", place)
        line = data[place:] if end < 0 else data[place:end]
        place = len(data) if end < 0 else end + 1
        line = line.rstrip(b"\r")
        if not line:
            break
        if line[:1] in b" \t" and lines:
            lines[-1].append(line)
        elif b":" in line:
            lines.append([line])
        elif not line.startswith((b"From ", b">From ")):
            break
    for parts in lines:
        name, _, value = b"".join(parts).partition(b":")
        text = value.decode("utf-8") if _is_utf8(value) else western(value)
        headers.setdefault(name.strip().lower().decode("ascii", "replace"), text.strip())
    return headers, data[place:]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _params(header: str) -> dict[str, str]:
    """Return the parameters of a header, by lower-case name."""
    return {name.lower(): quoted or bare for name, quoted, bare in _PARAM.findall(header[:2000])}


def _payload(headers: dict[str, str], body: bytes) -> bytes:
    """Undo the transfer encoding of a part."""
    encoding = headers.get("content-transfer-encoding", "").strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    return _base64(body) if encoding == "base64" else body


def parse(data: bytes, depth: int) -> Mail:
    """Return the headers and the first plain and HTML text of a message.

    Multipart is followed `depth` levels deep; attachments and broken parts are left alone.
    """
    headers, body = _split(data)
    mail = Mail(headers)
    pending = [(headers, body, depth)]
    for _ in range(_PARTS):
        if not pending:
            break
        inner, content, left = pending.pop(0)
        kind = inner.get("content-type", "text/plain").lower()
        params = _params(inner.get("content-type", ""))
        if kind.startswith("multipart/"):
            boundary = params.get("boundary", "")
            if left > 0 and boundary:
                pending[:0] = [(*_split(part), left - 1) for part in _parts(content, boundary)]
        elif kind.startswith("text/") and "attachment" not in inner.get("content-disposition", "").lower():
            _keep(mail, kind, _charset_text(_payload(inner, content), params.get("charset", "")))
    return mail


def _parts(content: bytes, boundary: str) -> list[bytes]:
    """Cut a multipart body into its parts."""
    mark = b"--" + boundary.encode("utf-8", "replace")
    pieces = (b"\n" + content).split(b"\n" + mark)[1 : _PARTS + 1]
    return [piece.partition(b"\n")[2] for piece in pieces if not piece.startswith(b"--")]


def _keep(mail: Mail, kind: str, text: str) -> None:
    """Remember the first plain and the first HTML text."""
    if kind.startswith("text/html"):
        mail.html = mail.html or text
    else:
        mail.text = mail.text or clean_text(text)
