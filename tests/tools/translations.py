"""Keep the German catalogue in step with the sentences in the code.

    python tests/tools/translations.py --update    extract, merge into netz.po, compile netz.mo
    python tests/tools/translations.py --check     exit 1 and say why if anything is not in step

Translate by editing `netz_tui/locale/de/LC_MESSAGES/netz.po`, then run `--update`. A comment in the
code that begins with `i18n:` on the line above a sentence is shown to translators.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from pathlib import Path
from string import Formatter
from typing import IO, TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from babel.messages.catalog import Message

Found = tuple[int, str, tuple[str | None, ...], list[str]]
"""Line, keyword, its sentences, and the comment above for translators."""

PACKAGE = Path(__file__).resolve().parents[2] / "netz_tui"
CATALOGUE = PACKAGE / "locale" / "de" / "LC_MESSAGES" / "netz.po"
KEYWORDS = {
    "_": None,
    "N_": None,
    "say": None,
    "ngettext": (1, 2),
    "say_n": (1, 2),
    "N_n": (1, 2),
    **dict.fromkeys(("refused", "skipped", "remark", "Skipped"), (2,)),
    "FileProblem": (1,),
}
HEADER = [
    ("Project-Id-Version", "netz"),
    ("Language", "de"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
]


def sentences(
    file: IO[bytes],
    keywords: Collection[str],
    tags: Collection[str],
    options: object,  # noqa: ARG001
) -> Iterator[Found]:
    """Find the sentences of a module, as Babel asks its extractors to.

    Its own one reads tokens: it takes `pane.say(_("…"))` for a call of `say` without a sentence and does not look
    inside, nor into what stands in an f-string.
    """
    source = file.read().decode()
    lines = source.splitlines()
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if isinstance(call.func, ast.Name) and call.func.id in keywords:
            values = (arg.value if isinstance(arg, ast.Constant) else None for arg in call.args)
            texts = tuple(value if isinstance(value, str) else None for value in values)
            above = lines[call.lineno - 2].strip().removeprefix("#").strip() if call.lineno > 1 else ""
            yield call.lineno, call.func.id, texts, [above] if above.startswith(tuple(tags)) else []


class Steady(Catalog):
    """A catalogue whose header has no time, no version and no names: equal sentences give equal files."""

    mime_headers = HEADER  # type: ignore[override]  # Babel computes them, with the time of day in them


def merged(package: Path, po: str) -> Catalog:
    """Return the sentences found in the code with the translations that the catalogue has for them."""
    old = read_po(io.StringIO(po), locale="de")
    new = Steady(locale="de", header_comment="# German translations of netz.", fuzzy=False)
    methods: Any = [
        ("**.py", sentences)
    ]  # Babel calls a function as well as looking up a name; its types know only names
    found = extract_from_dir(package, methods, keywords=KEYWORDS, comment_tags=("i18n:",))
    for file, _line, sentence, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        known = old.get(sentence, context)
        new.add(
            sentence,
            known.string if known else None,
            locations=[(f"{package.name}/{Path(file).as_posix()}", 0)],
            flags=known.flags & {"fuzzy"} if known else (),
            auto_comments=comments,
            user_comments=known.user_comments if known else (),
            context=context,
        )
    return new


def po_text(catalogue: Catalog) -> str:
    """Return the catalogue as it stands in the .po file."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_by_file=True, include_lineno=False)
    return out.getvalue().decode()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Return the compiled catalogue; fuzzy translations are left out."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def fields(template: str) -> list[str]:
    """Return the sorted placeholders of a template; raise ValueError if its braces don't match."""
    return sorted({name for _, name, _, _ in Formatter().parse(template) if name is not None})


def faults(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    translation = message.string or ""
    strings = [translation] if isinstance(translation, str) else list(translation)
    if len(strings) < len(sources) or not all(strings):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is marked fuzzy"
    wanted = [fields(source) for source in sources]
    for index, string in enumerate(strings):
        try:
            if fields(string) != wanted[min(index, len(wanted) - 1)]:
                yield f"has other placeholders in {string!r}"
        except ValueError as error:
            yield f"can't be filled: {string!r}: {error}"
        if string.endswith("\n") != sources[-1].endswith("\n"):
            yield f"ends in another way: {string!r}"


def check(package: Path = PACKAGE, path: Path = CATALOGUE) -> list[str]:
    """Return what is out of step, a sentence each."""
    po = path.read_text(encoding="utf-8")
    catalogue = merged(package, po)
    said = [
        f"{', '.join(file for file, _ in message.locations)}: {message.id!r} {fault}"
        for message in catalogue
        if message.id
        for fault in faults(message)
    ]
    if po_text(catalogue) != po:
        said.append(f"{path.name} is stale: run this tool with --update")
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != mo_bytes(catalogue):
        said.append(f"{compiled.name} is stale: run this tool with --update")
    return said


def update(package: Path = PACKAGE, path: Path = CATALOGUE) -> None:
    """Write both files anew from the code and the translations that exist."""
    catalogue = merged(package, path.read_text(encoding="utf-8") if path.exists() else "")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(po_text(catalogue), encoding="utf-8", newline="\n")
    path.with_suffix(".mo").write_bytes(mo_bytes(catalogue))


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--update", action="store_true", help="bring the catalogue in step with the code")
    what.add_argument("--check", action="store_true", help="tell what is not in step")
    asked = parser.parse_args()
    if asked.update:
        update()
    said = check()
    sys.stdout.writelines(f"{sentence}\n" for sentence in said)
    return 1 if asked.check and said else 0


if __name__ == "__main__":
    sys.exit(main())
