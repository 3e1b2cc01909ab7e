"""What somebody may call himself to mutilate a screen, run an action, or speak to the terminal."""

MARKUP = [
    "[@click=app.quit]Anna[/]",
    "[ @click=app.quit]Berta[/]",
    "Carla[/b]",
    "[link=https://evil.example]Dora",
    "Emil [ACME] [DE]",
    "[a='",
    "[b]Frieda[/b] $x [$x] {name} {0} %s",
]
"""Every character of these is printable: they must be seen letter for letter."""

CONTROLS = [
    "\x1b]0;PWNED\x1b\\Gustav",
    "\x1b]52;c;cHduZWQ=\x07Hans",
    "\x1b[2J\x1b[H\x1b[31mIda",
    "\x9b2JJonas\x9d0;x\x9c",
    "Karl\x00\x7f\x85\x0e\x0f\x08\x08Berger",
    "Lena\u202egreb\u2066er\u2069\u200e\u061c",
    "\u2028Maria\ufeff\u200b\u2060",
]
"""None of these reaches a terminal as it is; the letters in them are seen."""

SHAPES = [
    "N" + "\u0301" * 300 + "orbert",
    "x" * 5_000,
    "李伟" * 60,
    "👩\u200d👩\u200d👧\u200d👧 Familie 🏴\u200d☠\ufe0f",
    "a\u200db\u200dc",
    "Zeile\neins\r\nund\tTab\x0b\x0c",
    "مرحبا שלום नमस्ते ไทย",
    "\ud800halb",
    "\U000e0041\U000e0042 tag",
    "   ",
]

ALL = [*MARKUP, *CONTROLS, *SHAPES]

FORBIDDEN = frozenset(
    "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
    + "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""What no line of the screen may hold."""
