"""The command `netz`: what it prints, its exit codes, and that nothing ends in a trace."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from importlib.metadata import version

import pytest

from netz_tui import cli, i18n
from netz_tui.book.book import open_book
from netz_tui.cli_start import shows_unicode
from netz_tui.desk.desk import Desk
from netz_tui.desk.people import NewRequest, add_request

ESC = "\x1b]0;PWNED\x07"
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ilse Bilse\r\nN:Bilse;Ilse;;;\r\nORG:Bilse GmbH\r\nEMAIL:ilse@example.org\r\n"
    "END:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Otto Ohneland\r\nN:Ohneland;Otto;;;\r\nTEL:+49 731 1234567\r\n"
    "END:VCARD\r\n"
)
INVITATIONS = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\r\n"
    'Karla Kolumna,Mein Name,"11/20/26, 9:15 AM","Wir kennen uns über Herrn Kühn.",INCOMING,'
    "https://www.linkedin.com/in/karla-kolumna,https://www.linkedin.com/in/ich\r\n"
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user without anything; English."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("NETZ_HOME", str(folder))
    for name in ("NETZ_BOOK", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    yield folder
    i18n.setup("en")


@pytest.fixture
def netz(monkeypatch, capsys):
    """Run the command as the shell does; returns exit code, output, and what it complained about."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["netz", *map(str, arguments)])
        capsys.readouterr()
        code: int | str = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert "fault of its own" not in err, err
        return code, out, err

    return run


@pytest.fixture
def cards(tmp_path):
    file = tmp_path / "karten.vcf"
    file.write_text(CARDS, newline="")
    return file


@pytest.fixture
def invitations(tmp_path):
    file = tmp_path / "Invitations.csv"
    file.write_text(INVITATIONS, newline="")
    return file


def asked(home, *names, **values):
    """Put requests into the user's book."""
    with open_book(home / "book.sqlite") as book:
        for name in names:
            add_request(Desk(book), NewRequest(name, **values))


def in_a_process(*arguments, env=None, **options):
    return subprocess.run(
        [sys.executable, "-m", "netz_tui", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=30,
        check=False,
        **options,
    )


COMMANDS = sorted(cli.netz.list_commands(None))


# Help, version, completion


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_of_every_command(netz, arguments):
    code, out, err = netz(*arguments)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: netz")
    if arguments[0] in {"--help", "-h"}:
        assert all(f"  {name} " in out for name in COMMANDS)
    assert all(len(line) <= 80 for line in out.splitlines())


def test_version(netz):
    assert netz("--version") == (0, f"netz {version('netz-tui')}\n", "")


MISUSED = [
    ["nonsense"], ["--nonsense"], ["inbox", "--sort", "x"], ["completion", "tcsh"], ["read"], ["import"],
    ["--lang", "fr", "inbox"], ["history", "--limit", "x"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", MISUSED, ids=" ".join)
def test_misuse_is_told_with_exit_code_2(netz, arguments):
    code, out, err = netz(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(netz, shell):
    code, out, _err = netz("completion", shell)
    assert code == 0
    assert "_NETZ_COMPLETE" in out
    assert f"{shell}_complete" in out


def test_completion_completes():
    done = in_a_process(env={"_NETZ_COMPLETE": "bash_complete", "COMP_WORDS": "netz in", "COMP_CWORD": "1"})
    assert done.stdout.decode().split() == ["plain,inbox"]


# Where, and without a terminal


def test_where_follows_the_home_and_the_options(netz, home, tmp_path, monkeypatch):
    code, out, _err = netz("where")
    assert code == 0
    assert dict(line.split(None, 1) for line in out.splitlines()) == {
        "book": str(home / "book.sqlite"),
        "drafts": str(home / "book.sqlite.drafts"),
        "backups": str(home / "backups"),
        "settings": str(home / "settings.toml"),
        "log": str(home / "state" / "netz.log"),
    }
    other = tmp_path / "anders [b].sqlite"
    assert json.loads(netz("--book", other, "where", "--json")[1])["book"] == str(other)
    monkeypatch.setenv("NETZ_BOOK", str(other))
    assert json.loads(netz("where", "--json")[1])["drafts"] == f"{other}.drafts"
    monkeypatch.delenv("NETZ_BOOK")
    (home / "settings.toml").write_text(f'[paths]\nbook = "{tmp_path}/mein.sqlite"\n')
    assert json.loads(netz("where", "--json")[1])["book"] == f"{tmp_path}/mein.sqlite"
    assert not list(tmp_path.glob("*.sqlite")), "asking where makes nothing"


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["--ascii"], ["--lang", "de"]], ids=" ".join)
def test_without_a_terminal_a_sentence(netz, home, arguments):
    code, out, err = netz(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("netz braucht" if "de" in arguments else "netz needs a terminal for its screen.")
    assert err.count("\n") == 1
    assert list(home.iterdir()) == []


def test_without_a_terminal_as_a_process():
    done = in_a_process(stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"netz needs a terminal")


# The inbox and the history


def test_inbox_lists_and_filters(netz, home):
    asked(home, "Anna Berger", "Zoë Łukasz", platform="XING", headline="Leiterin", message="geheim")
    code, out, err = netz("inbox")
    assert (code, err) == (0, "")
    assert [line.split("  ")[2:5] for line in out.splitlines()] == [
        ["XING", "Anna Berger", "Leiterin"],
        ["XING", "Zoë Łukasz", "Leiterin"],
    ]
    listed = json.loads(netz("inbox", "--json", "--sort", "name", "--filter", "lukasz")[1])
    assert [(row["name"], row["platform"], row["asleep"]) for row in listed] == [("Zoë Łukasz", "XING", False)]
    assert netz("inbox", "--filter", "niemand") == (1, "", "Nobody waits.\n")
    assert netz("inbox", "--filter", "niemand", "--json")[:2] == (0, "[]\n")


def test_an_empty_inbox(netz, home):
    assert netz("inbox") == (1, "", "Nobody waits.\n")
    assert netz("--lang", "de", "inbox") == (1, "", "Niemand wartet.\n")
    assert (home / "book.sqlite").stat().st_mode & 0o777 == 0o600


def test_history_lists_newest_first(netz, home):
    asked(home, "Anna Berger", "Dirk Voßkamp")
    code, out, _err = netz("history")
    assert code == 0
    assert [line.split("  ")[2] for line in out.splitlines()] == [
        "Request of Dirk Voßkamp added",
        "Request of Anna Berger added",
    ]
    (latest,) = json.loads(netz("history", "--json", "--limit", "1")[1])
    assert (latest["label"], latest["undone"]) == ("Request of Dirk Voßkamp added", False)
    assert netz("--lang", "de", "history", "--limit", "1")[1].count("Anfrage") == 1
    assert netz("history", "--limit", "0")[1] == ""


# To read and to import


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("command", ["read", "import"])
def test_a_file_that_may_not_be_read_does_not_keep_the_next_from_it(netz, cards, tmp_path, monkeypatch, command):
    closed = tmp_path / "closed.vcf"
    closed.write_text("BEGIN:VCARD\nFN:A\nEND:VCARD\n", encoding="utf-8")
    opened = os.open

    def refusing(path, *arguments, **more):
        if os.fspath(path) == str(closed):
            raise PermissionError(errno.EACCES, "Permission denied", str(closed))
        return opened(path, *arguments, **more)

    monkeypatch.setattr(os, "open", refusing)
    monkeypatch.setattr(os, "access", lambda path, *_more, **_others: os.fspath(path) != str(closed))
    code, out, err = netz(command, closed, cards)
    assert code == 0
    assert "closed.vcf may not be read by you" in err
    assert cards.name in out


def test_read_shows_and_touches_no_book(netz, home, cards, invitations):
    code, out, err = netz("read", cards, invitations)
    assert (code, err) == (0, "")
    assert "Ilse Bilse  Bilse GmbH  ilse@example.org" in out
    assert "incoming  Karla Kolumna  Wir kennen uns über Herrn Kühn." in out
    assert list(home.iterdir()) == []
    document = json.loads(netz("read", "--json", cards)[1])
    assert [card["name"] for card in document["contacts"]] == ["Ilse Bilse", "Otto Ohneland"]


def test_read_says_what_it_cannot_read(netz, tmp_path, cards):
    (tmp_path / "leer.vcf").write_text("")
    (tmp_path / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    for bad in ("leer.vcf", "bild.png", "fehlt.vcf", "."):
        code, out, err = netz("read", tmp_path / bad)
        assert (code, out) == (1, ""), bad
        assert err.count("\n") == 1
        assert len(err) > 20
    code, out, err = netz("read", tmp_path / "fehlt.vcf", cards)
    assert code == 0
    assert "Ilse Bilse" in out
    assert "fehlt.vcf" in err


def test_read_says_why_nothing_was_read(netz, tmp_path):
    mail = tmp_path / "mail.eml"
    mail.write_bytes(
        b"From: LinkedIn <invitations@linkedin.com>\nSubject: Ida Voss accepted your invitation\n\nHello!\n"
    )
    for options in ((), ("--json",)):
        code, out, err = netz("read", *options, mail)
        assert code == 1
        assert options == () or out == ""
        assert "line 1: No contact request: Ida Voss accepted your invitation" in err
        assert "holds nothing that netz reads" in err


def test_mails_are_known_by_the_patterns_of_the_settings(netz, home, tmp_path):
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"From: Portal <post@portal.example>\nSubject: Ida Voss would like to meet you\n\nHello!\n")
    assert netz("read", mail)[0] == 1
    (home / "settings.toml").write_text(
        "[[mail]]\nplatform = 'portal'\nsender = '@portal[.]example$'\nsubject = '^(?P<name>.+) would like to meet'\n"
    )
    code, out, _err = netz("read", "--json", mail)
    assert code == 0
    assert [request["name"] for request in json.loads(out)["requests"]] == ["Ida Voss"]
    assert netz("import", mail)[0] == 0
    assert json.loads(netz("inbox", "--json")[1])[0]["platform"] == "portal"


def test_an_import_that_is_stopped_changes_nothing_and_says_so(netz, monkeypatch, cards):
    def stopped(*_cards):
        raise KeyboardInterrupt

    assert netz("import", cards)[0] == 0
    before = netz("history", "--json")[1]
    monkeypatch.setattr("netz_tui.desk.intake_people.PeopleIntake.take", stopped)
    code, _out, err = netz("import", cards)
    assert (code, err) == (130, f"{cards}: stopped. Nothing of it was taken in.\n")
    assert netz("history", "--json")[1] == before


def test_import_once_twice_dry_and_undone(netz, home, cards, invitations):
    code, out, err = netz("import", "--dry-run", cards)
    assert (code, err) == (0, "")
    assert "karten.vcf (dry run)" in out
    assert "2 new contacts" in out
    assert netz("history")[1] == ""
    code, out, err = netz("import", cards, invitations)
    assert (code, err) == (0, "")
    assert "2 new contacts" in out
    assert "1 new request," in out
    assert [row["name"] for row in json.loads(netz("inbox", "--json")[1])] == ["Karla Kolumna"]
    before = (home / "book.sqlite").read_bytes()
    (report,) = json.loads(netz("import", "--json", cards)[1])
    assert (report["added"], report["known"], report["skipped"]) == (0, 2, [])
    assert len(netz("history")[1].splitlines()) == 2
    assert len(before) > 1000


def test_import_exit_codes(netz, tmp_path, cards):
    code, out, err = netz("import", tmp_path / "fehlt.vcf")
    assert (code, out) == (1, "")
    assert "fehlt.vcf" in err
    assert netz("import", "--json", tmp_path / "fehlt.vcf")[:2] == (1, "[]\n")
    assert netz("import", tmp_path / "fehlt.vcf", cards)[0] == 0
    assert netz("import")[0] == 2


def test_skipped_rows_are_told_with_line_and_reason(netz, tmp_path):
    file = tmp_path / "Invitations.csv"
    file.write_text(INVITATIONS + ',,"11/20/26, 9:15 AM",hallo,INCOMING,,\r\n', newline="")
    code, out, _err = netz("import", file)
    assert code == 0
    assert "1 row left out" in out
    assert "line 3: " in out
    (report,) = json.loads(netz("import", "--json", file)[1])
    assert [row["line"] for row in report["skipped"]] == [3]
    assert report["skipped"][0]["message"]


# The demonstration


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """What `--demo` shows, built once: building it takes a while."""
    from datetime import UTC, datetime

    from netz_tui.desk.demo import build_demo

    path = tmp_path_factory.mktemp("demo") / "demo.netz"
    build_demo(path, datetime.now(UTC).replace(microsecond=0))
    return path


@pytest.fixture
def _demo_at_hand(demo, monkeypatch, tmp_path):
    """The throw-away net is a copy of the one built before."""
    import contextlib
    import shutil

    @contextlib.contextmanager
    def copied(_now=None):
        yield shutil.copy(demo, tmp_path / "demo.netz")

    monkeypatch.setattr("netz_tui.desk.throwaway.demonstration", copied)


DEMO = {
    "completion": ["bash"], "contacts": [], "duplicates": [], "history": [], "import": ["{cards}"], "inbox": [],
    "match": ["{csv}"], "merge": ["{pair}"], "net": [], "person": ["1"], "read": ["{cards}"], "way": ["1"], "where": [],
}  # fmt: skip


@pytest.mark.usefixtures("_demo_at_hand")
@pytest.mark.parametrize("name", DEMO)
def test_the_demonstration_works_with_a_command(netz, home, name, cards, tmp_path, demo):
    (tmp_path / "liste.csv").write_text("Name,E-Mail\nIlse Bilse,ilse@example.org\nIlse Bilse,ilse@example.org\n")
    if name == "merge":
        with open_book(demo, writable=False) as book:
            pair = book.rows("SELECT a_id, b_id FROM duplicate_pairs WHERE state = 'open' LIMIT 1")[0]
    words = DEMO[name]
    given = [word.format(cards=cards, csv=tmp_path / "liste.csv", pair="") for word in words if word != "{pair}"]
    given += list(map(str, pair)) if name == "merge" else []
    code, out, err = netz("--demo", name, *given)
    assert code == 0, err
    assert out
    assert list(home.iterdir()) == []


def test_the_demonstration_is_rich_and_gone_afterwards():
    done = in_a_process("--demo", "inbox", "--json", env={"TMPDIR": os.environ["NETZ_HOME"]})
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) >= 40
    assert os.listdir(os.environ["NETZ_HOME"]) == []  # noqa: PTH208


# What is wrong with the settings or the book


def test_mistakes_in_the_settings_are_told_and_do_not_stop(netz, home):
    (home / "settings.toml").write_text('langauge = "de"\nregion = 5\nx y\n')
    code, out, err = netz("where")
    assert code == 0
    assert "book" in out
    assert 'there is no setting "langauge". Did you mean "language"?' in err
    assert "line 2: region must be a country" in err
    assert "line 3: this is not TOML" in err
    assert len(err.splitlines()) == 3


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 5000, b"a=1\n" * 100_000, b"\x00", b"keys = 5"])
def test_no_settings_file_stops_a_command(netz, home, content):
    (home / "settings.toml").write_bytes(content)
    code, _out, err = netz("where")
    assert code == 0
    assert "settings.toml" in err


def test_settings_choose_the_language(netz, home):
    (home / "settings.toml").write_text('language = "de"\n')
    assert netz("inbox")[2] == "Niemand wartet.\n"
    assert netz("--lang", "en", "inbox")[2] == "Nobody waits.\n"


def test_a_book_that_another_netz_writes_can_be_read_and_not_imported_into(netz, home, cards):
    asked(home, "Anna Berger")
    with open_book(home / "book.sqlite"):
        assert "Anna Berger" in netz("inbox")[1]
        code, out, err = netz("import", cards)
        assert (code, out) == (2, "")
        assert f"is open in another netz (process {os.getpid()}). Close that one first." in err
        assert err.count("\n") == 1
        assert "ist in einem anderen netz offen" in netz("--lang", "de", "import", cards)[2]
    assert netz("import", cards)[0] == 0


def sqlite_of_another():
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE x (y)")
    return connection.serialize()


@pytest.mark.parametrize("command", [["inbox"], ["history", "--json"], ["import", "{cards}"], ["contacts"], ["net"]])
@pytest.mark.parametrize("kind", ["empty", "text", "foreign", "cut", "folder", "nowhere"])
def test_a_book_that_is_none_is_refused_in_a_sentence(netz, tmp_path, home, cards, command, kind):
    book = tmp_path / "buch.sqlite"
    if kind == "cut":
        asked(home, "Anna Berger")
    contents = {
        "empty": lambda: b"",
        "text": lambda: b"hallo" * 100,
        "foreign": sqlite_of_another,
        "cut": lambda: (home / "book.sqlite").read_bytes()[:5000],
    }
    if kind == "folder":
        book.mkdir()
    elif kind == "nowhere":
        book = cards / "buch.sqlite"
    else:
        book.write_bytes(contents[kind]())
    before = book.read_bytes() if book.is_file() else None
    code, out, err = netz("--book", book, *(word.format(cards=cards) for word in command))
    assert (code, out) == (2, "")
    assert err.strip()
    if kind != "folder":
        assert err.count("\n") == 1
        assert err.strip().endswith(".")
    assert (book.read_bytes() if book.is_file() else None) == before


# Hostile names and surroundings


def test_no_control_of_a_file_name_reaches_the_terminal(netz, tmp_path):
    hostile = tmp_path / f"{ESC}\x9b2J\u202ekarten.vcf"
    commands = (["read"], ["read", "--json"], ["import"], ["import", "--json"])
    for arguments in (*([*command, hostile] for command in commands), ["--book", hostile, "inbox"]):
        for exists in (False, True):
            if exists:
                hostile.write_text(CARDS, newline="")
            _code, out, err = netz(*arguments)
            assert out + err
            assert not set("\x1b\x07\x9b\u202e").intersection(out + err), (arguments, exists)
            hostile.unlink(missing_ok=True)


def test_names_that_are_no_text(netz, tmp_path):
    file = os.fsencode(tmp_path) + b"/kaputt\xff.vcf"
    with open(file, "w", newline="") as handle:  # noqa: PTH123 - a name of bytes
        handle.write(CARDS)
    for command in (["read"], ["read", "--json"], ["import"], ["import", "--json"]):
        code, out, _err = netz(*command, os.fsdecode(file))
        assert code == 0
        assert out.encode()


def test_a_terminal_without_unicode(home):
    asked(home, "Zoë Łukasz 李伟")
    plain = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = in_a_process("inbox", env=plain)
    assert done.returncode == 0, done.stderr
    assert b"Zo" in done.stdout
    assert in_a_process("inbox", "--json", env=plain).returncode == 0


def test_a_closed_pipe_is_no_fault(home):
    asked(home, *(f"Person {number}" for number in range(50)))
    process = subprocess.Popen(
        [sys.executable, "-m", "netz_tui", "inbox"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    assert b"fault" not in process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) in {0, 1, -signal.SIGPIPE}
    assert not (home / "state").exists()


def test_an_unforeseen_fault_prints_and_logs_no_value(home, monkeypatch, capsys):
    def broken(*_arguments, **_options):
        name = "Anna Berger"
        raise KeyError(name)

    monkeypatch.setattr("netz_tui.desk.views.Inbox", broken)
    monkeypatch.setattr(sys, "argv", ["netz", "inbox"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    out, err = capsys.readouterr()
    assert (end.value.code, out) == (2, "")
    assert err.startswith("netz stopped because of a fault of its own (KeyError in test_cli.py:")
    log = (home / "state" / "netz.log").read_text()
    assert "KeyError" in log
    assert "Anna" not in err + log
    assert (home / "state" / "netz.log").stat().st_mode & 0o777 == 0o600


def test_a_fault_that_cannot_be_logged_is_told_all_the_same(home, monkeypatch, capsys):
    (home / "state").write_text("in the way")
    monkeypatch.setattr("netz_tui.desk.views.Inbox", lambda *_: 1 / 0)
    monkeypatch.setattr(sys, "argv", ["netz", "inbox"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_ctrl_c_is_no_fault(home):
    process = subprocess.Popen(
        [sys.executable, "-m", "netz_tui", "--demo", "inbox"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(0.9)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=30)
    assert b"Traceback" not in err
    assert b"fault" not in err
    assert not (home / "state").exists()


def test_a_home_that_is_a_file(netz, tmp_path, monkeypatch):
    (tmp_path / "datei").write_text("")
    monkeypatch.setenv("NETZ_HOME", str(tmp_path / "datei"))
    code, out, err = netz("inbox")
    assert (code, out) == (2, "")
    assert "datei" in err
    assert netz("where")[0] == 0


def test_an_own_python_module_runs_it():
    done = in_a_process("--version")
    assert done.stdout.decode() == f"netz {version('netz-tui')}\n"


@pytest.mark.parametrize(
    ("environ", "shows"),
    [
        ({}, True),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "de_DE.utf8@euro"}, True),
        ({"LC_CTYPE": "UTF-8"}, True),
        ({"LANG": "C.UTF-8"}, True),
        ({"LC_CTYPE": "C.UTF-8"}, True),  # Python's own where nothing was said
        ({"LC_ALL": "C"}, False),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, False),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, True),
        ({"LC_ALL": "", "LANG": "C"}, False),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, False),  # Python's own where LANG said C
        ({"LC_CTYPE": "C.UTF-8", "LANG": "de_DE.ISO-8859-1"}, True),
        ({"LANG": "de_DE.ISO-8859-15"}, False),
        ({"LC_ALL": "ru_RU.KOI8-R", "LANG": "de_DE.UTF-8"}, False),
    ],
)
def test_plain_letters_are_for_terminals_whose_locale_knows_no_others(environ, shows):
    assert shows_unicode("utf-8", environ) is shows
    assert shows_unicode("iso8859-1", environ) is False
    assert shows_unicode(None, environ) is False


@pytest.mark.parametrize(("codeset", "shows"), [("UTF-8", True), ("ISO-8859-1", False)])
def test_a_locale_that_names_no_codeset_is_what_the_system_takes_it_for(monkeypatch, codeset, shows):
    monkeypatch.setattr("locale.nl_langinfo", lambda _item: codeset)
    assert shows_unicode("utf-8", {"LANG": "de_DE"}) is shows
