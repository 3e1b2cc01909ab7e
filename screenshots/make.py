"""Make the pictures of the README from the demonstration net: `python screenshots/make.py`."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
os.environ["TZ"] = "Europe/Berlin"
time.tzset()

from netz_tui import i18n
from netz_tui.book.book import open_book
from netz_tui.desk.demo import build_demo
from netz_tui.desk.desk import Desk
from netz_tui.desk.study import report as study_report
from netz_tui.settings import Settings
from netz_tui.ui.app import Netz

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=1)))
"""A fixed morning, so that the pictures change only when the program does."""
LARGE, SMALL, TINY = (120, 40), (80, 24), (60, 20)
PICTURES: tuple[tuple[str, str, str, tuple[int, int], Sequence[str]], ...] = (
    ("desk-de-dark", "de", "netz-dark", LARGE, ()),
    ("desk-de-light", "de", "netz-light", LARGE, ()),
    ("desk-en-dark", "en", "netz-dark", LARGE, ()),
    ("desk-en-light", "en", "netz-light", LARGE, ()),
    ("desk-de-80x24", "de", "netz-dark", SMALL, ()),
    ("desk-en-80x24", "en", "netz-light", SMALL, ()),
    ("desk-de-60x20", "de", "netz-dark", TINY, ()),
    ("call-en", "en", "netz-dark", LARGE, ("j", "c")),
    ("early-en", "en", "netz-dark", LARGE, ("j", "y")),
    ("contacts-en", "en", "netz-dark", LARGE, ("2", "j", "j")),
    ("net-de", "de", "netz-dark", LARGE, ("3",)),
    ("ways-en", "en", "netz-dark", LARGE, ("3", "p", *"mehmet", "enter")),
    ("duplicates-en", "en", "netz-dark", LARGE, ("4",)),
    ("study-en", "en", "netz-dark", LARGE, ("6", "right")),
    ("study-de-80x24", "de", "netz-light", SMALL, ("6", "left", "left")),
    ("today-en", "en", "netz-dark", LARGE, ("5", "j", "j", "j", "j", "j", "j", "j", "j")),
)
_FONT = "font-family: ui-monospace, 'DejaVu Sans Mono', 'Fira Code', monospace;"


def offline(svg: str) -> str:
    """Return a picture without the web font that Textual links."""
    without_faces = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family: Fira Code[^;]*;", _FONT, without_faces)


async def picture(book: Path, language: str, theme: str, size: tuple[int, int], keys: Sequence[str]) -> str:
    """Return one picture as SVG."""
    i18n.setup(language)
    with open_book(book) as opened:
        app = Netz(Desk(opened, Settings(theme=theme), clock=lambda: NOW), demo=True)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(1)
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.6)
            return app.export_screenshot(title="netz")


def page(name: str, language: str, size: str) -> None:
    """Take a picture of the report in a browser, if there is one."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.stderr.write(f"no browser: {name}.png stays as it is\n")
        return
    i18n.setup(language)
    with tempfile.TemporaryDirectory() as folder:
        book, report = Path(folder) / "demo.netz", Path(folder) / "report.html"
        build_demo(book, NOW)
        with open_book(book) as opened:
            study_report.save(Desk(opened, clock=lambda: NOW), report, "html")
        quiet = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/browser",
        )
        png = HERE / f"{name}.png"
        command = [browser, *quiet, f"--window-size={size}", f"--screenshot={png}", report.as_uri()]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a browser with arguments of ours


def main() -> None:
    """Write every picture beside this file."""
    page("report-en", "en", "820,1600")
    for name, language, theme, size, keys in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            book = Path(folder) / "demo.netz"
            build_demo(book, NOW)
            svg = asyncio.run(picture(book, language, theme, size, keys))
        (HERE / f"{name}.svg").write_text(offline(svg), encoding="utf-8")


if __name__ == "__main__":
    main()
