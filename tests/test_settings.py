import os
import re
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from netz_tui import paths
from netz_tui.desk.net.tie_evidence import parameters
from netz_tui.network.reliability import DEFAULTS
from netz_tui.settings import Settings, load
from netz_tui.settings.parsing import parse
from netz_tui.settings.text import template
from netz_tui.settings.writing import save_value, with_value


def said(text):
    """Return the problems of a text as sentences."""
    return [str(problem) for problem in parse(text, "s.toml")[1]]


def test_no_file_means_the_defaults(tmp_path):
    assert load(tmp_path / "settings.toml") == (Settings(), [])


def test_all_settings_are_read(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_bytes(
        b'\xef\xbb\xbflanguage = "de"\r\ntheme = "nord"\r\nascii = true\r\nme = "J\xc3\xb6rg"\r\nregion = "CH"\r\n'
        b'call_template = """\r\n- Woher?\r\n"""\r\nkeep_in_touch_days = 30\r\ndefer = "in 3 tagen"\r\n'
        b'unproven_per_day = 5\r\n[keys]\r\nundo = "f7"\r\n"net.ways" = "w"\r\n'
        b'[paths]\r\nbook = "~/b.sqlite"\r\n'
    )
    assert load(path) == (
        Settings(
            language="de",
            theme="nord",
            ascii=True,
            me="Jörg",
            region="CH",
            call_template="- Woher?\n",
            keep_in_touch_days=30,
            defer="in 3 tagen",
            unproven_per_day=5,
            keys={"undo": "f7", "net.ways": "w"},
            paths={"book": "~/b.sqlite"},
        ),
        [],
    )


def test_terminal_decides_about_signs_unless_told():
    assert parse('ascii = "auto"')[0].ascii is None
    assert parse("ascii = false")[0].ascii is False


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('language = "fr"', '"auto", "de" or "en", not \'fr\''),
        ("language = 3", 'must be "auto", "de" or "en", not 3'),
        ("language = [1]", "not [1]"),
        ('ascii = "yes"', "must be true, false or"),
        ("ascii = 1", "must be true, false or"),
        ("keep_in_touch_days = true", "a whole number from 0 to 3650, not true"),
        ("keep_in_touch_days = 3.5", "not 3.5"),
        ("keep_in_touch_days = -1", "not -1"),
        ('keep_in_touch_days = "30"', "not '30'"),
        ("unproven_per_day = 101", "from 0 to 100, not 101"),
        ("unproven_per_day = 2026-01-01", "from 0 to 100"),
        ('theme = "a b"', "the name of a theme"),
        ('region = "Deutschland"', 'like "DE"'),
        ('defer = ""', "a time in words"),
        ('me = "a\\nb"', "a name, in quotes"),
        ('me = "\\u001b[2J"', "a name, in quotes"),
        ("call_template = 7", "text between"),
    ],
)
def test_wrong_value_is_told_with_its_line_and_the_rest_counts(line, wanted):
    text = f"# mine\ntheme = 'nord'\n{line}\n" if "theme" not in line else f"# mine\nme = 'x'\n{line}\n"
    found, problems = parse(text, "s.toml")
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"s.toml, line 3: {line.split()[0]} must be ")
    assert wanted in str(problems[0])
    assert "\x1b" not in str(problems[0])
    assert found == (Settings(theme="nord") if "theme" not in line else Settings(me="x"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('langauge = "de"', 's.toml, line 1: there is no setting "langauge". Did you mean "language"?'),
        ("\n[key]\nx = 'y'", 's.toml, line 2: there is no setting "key". Did you mean "keys"?'),
        ("[paths]\n\nbok = 'x'", 's.toml, line 3: there is no setting "paths.bok". Did you mean "book"?'),
        ("keys = 'x'", "s.toml, line 1: keys must be a section, [keys]. It was passed over."),
        ("[[keys]]\nx = 'y'", "s.toml, line 1: keys must be a section, [keys]. It was passed over."),
        ("[keys]\nundo = 3", "s.toml, line 2: keys.undo must be the name of a key, in quotes, not 3."),
        ("keys.undo = 3", "s.toml, line 1: keys.undo must be the name of a key, in quotes, not 3."),
        (
            "[reliability]\nclaimed = 1.5",
            "s.toml, line 2: reliability.claimed must be a number from 0.01 to 0.99, not 1.5.",
        ),
        (
            "[reliability]\nhalf_life_days = nan",
            "s.toml, line 2: reliability.half_life_days must be a number of days from 1 to 100000, not nan.",
        ),
        (
            "[reliability]\ngroundb = 0.5",
            's.toml, line 2: there is no setting "reliability.groundb". Did you mean "ground_b"?',
        ),
        ("[paths]\nbook = ['x']", "s.toml, line 2: paths.book must be a path, in quotes, not ['x']."),
    ],
)
def test_unknown_and_misplaced_names_are_told(text, sentence):
    (problem,) = said(text)
    assert problem.startswith(sentence)


SOUND = '[[mail]]\nplatform = "viadeo"\nsubject = "^(?P<name>.+) would like"\n'


def test_a_pattern_of_mails_is_taken_as_it_is():
    found, problems = parse(SOUND)
    assert problems == []
    assert [dict(entry) for entry in found.mail] == [{"platform": "viadeo", "subject": "^(?P<name>.+) would like"}]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("subject = '('", "must be a regular expression without a repetition inside a repetition, not"),
        ("subject = '(a+)+b'", "must be a regular expression without a repetition inside a repetition, not"),
        ("means = 'maybe'\nbody = 'x'", 'must be "request", "reminder" or "other", not'),
        ("subjekt = 'x'", 'there is no setting "mail.subjekt". Did you mean "subject"?'),
        ("means = 'other'", "mail needs a platform and an expression. It was passed over."),
    ],
)
def test_a_pattern_with_a_mistake_is_told_and_passed_over_whole(lines, sentence):
    found, problems = parse(f"{SOUND}[[mail]]\nplatform = 'xing'\n{lines}\n", "s.toml")
    assert [entry["platform"] for entry in found.mail] == ["viadeo"]
    assert sentence in str(problems[0])


@pytest.mark.parametrize("value", ["mail = 'x'", "mail = ['x']"])
def test_patterns_must_be_sections(value):
    assert said(value) == ["s.toml, line 1: mail must be sections, [[mail]]. It was passed over."]


def test_sentence_and_what_is_wanted_are_both_translated():
    (problem,) = parse("unproven_per_day = 'x'")[1]
    shown = problem.text(lambda text: "{name} soll {wanted} sein" if "{" in text else "eine Zahl")
    assert shown == "unproven_per_day soll eine Zahl sein"


def test_unknown_name_without_a_likely_one_lists_the_known():
    (problem,) = said("qqq = 1")
    assert "known are language, theme, ascii" in problem


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        ("defer = 1w", 2),
        ("defer 1w", 2),
        ('defer = "1w', 2),
        ("theme = 'second'", 2),
        ("[keys", 2),
        ("\x01", 2),
    ],
)
def test_line_that_is_no_toml_is_told_and_the_rest_counts(bad, line):
    found, problems = parse(f"theme = 'nord'\n{bad}\nme = 'Anna'\n", "s.toml")
    assert [str(problem).startswith(f"s.toml, line {line}: ") for problem in problems] == [True]
    assert (found.theme, found.me, found.defer) == ("nord", "Anna", "1w")


def test_several_mistakes_are_all_told_in_order():
    text = "x x\ntheme = 'nord'\nlanguage = 'fr'\ny y\nme = 'Anna'\nnope = 1\n"
    found, problems = parse(text)
    assert [problem.params["line"] for problem in problems] == [1, 3, 4, 6]
    assert found == Settings(theme="nord", me="Anna")


@pytest.mark.parametrize(
    "opened", ['call_template = """\nfoo', "call_template = '''\nfoo", "x = [\n1,", "x = [ [\n'a'"]
)
def test_what_never_closes_takes_only_what_follows_it(opened):
    found, problems = parse(f"theme = 'nord'\n{opened}\nme = 'Anna'\n")
    assert problems
    assert problems[0].params["line"] in {2, 3, 4}
    assert found.theme == "nord"


def test_file_that_is_no_settings_at_all_gives_the_defaults_and_few_sentences():
    found, problems = parse("<html>\n<p>x</p>\n" * 500)
    assert found == Settings()
    assert 1 < len(problems) <= 21


@pytest.mark.parametrize("what", ["folder", "binary", "huge", "loop", "fifo"])
def test_what_is_no_text_file_is_told(tmp_path, what):
    path = tmp_path / "settings.toml"
    if what == "folder":
        path.mkdir()
    elif what == "binary":
        path.write_bytes(b"theme = 'x'\n\xff\xfe")
    elif what == "huge":
        path.write_bytes(b"#" * 200_001)
    elif what == "loop":
        path.symlink_to(path)
    else:
        os.mkfifo(path)
    found, (problem,) = load(path)
    assert found == Settings()
    assert str(path) in str(problem)
    assert what != "binary" or "line 2" in str(problem)


@bounded(max_examples=300, derandomize=True, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                *template().splitlines(),
                "[keys]",
                "a = [",
                '"""',
                "'''",
                "= 1",
                "me = {",
                "}",
                "keys = 1",
                "[[paths]]",
                "x.y = 1",
            ]
        ),
        max_size=12,
    ).map("\n".join)
)
def test_any_text_gives_settings_and_sentences(text):
    found, problems = parse(text)
    assert isinstance(found, Settings)
    assert all(str(problem).startswith("settings.toml, line ") for problem in problems)
    try:
        tomllib.loads(text.replace("\r\n", "\n"))
    except ValueError:
        assert problems


def test_deep_nesting_is_told():
    assert "too deep" in said("x = " + "[" * 100_000)[0]
    for name in ("theme", "keys", "paths", "x"):
        (problem,) = said(f"{name}{'.a' * 1_500} = 1")
        assert len(problem) < 300


@pytest.mark.parametrize("row", ["[ ", "[", "a", " ", "a.", '"', "= "])
def test_long_rows_are_read_at_once(row):
    start = time.process_time()
    assert said(row * (10_000 // len(row)) + "]x") != []
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text",
    ['[keys]\nlist.open = "f4"', '[keys]\n"list.open" = "f4"', '[keys.list]\nopen = "f4"', 'keys.list.open = "f4"'],
)
def test_dots_in_the_name_of_an_action_need_no_quotes(text):
    assert parse(text) == (Settings(keys={"list.open": "f4"}), [])
    assert parse(with_value(text, "keys.list.open", "f5")) == (Settings(keys={"list.open": "f5"}), [])
    assert parse(with_value(text, "keys.list.first", "f6"))[0].keys == {"list.open": "f4", "list.first": "f6"}


class TestTemplate:
    def test_it_changes_nothing(self):
        assert parse(template()) == (Settings(), [])

    def test_it_explains_every_setting_with_its_default(self):
        text = re.sub(r'^# (?=[\w."]+ = |- |"""|\[\[)', "", template(), flags=re.MULTILINE)
        found, problems = parse(text)
        assert problems == []
        assert found.call_template
        assert set(found.paths) == {"book", "backups", "exports"}
        assert found._replace(call_template=None, keys={}, paths={}, reliability={}, mail=()) == Settings()
        assert parameters(found) == parameters(Settings()) == DEFAULTS
        assert set(tomllib.loads(text)) == set(Settings._fields)


class TestSaving:
    def test_file_is_made_of_the_template_and_private(self, tmp_path):
        path = tmp_path / "settings.toml"
        save_value(path, "theme", "nord", paths.atomic_write)
        assert load(path) == (Settings(theme="nord"), [])
        assert path.read_text().startswith("# Settings of netz.")
        assert path.stat().st_mode & 0o777 == 0o600

    def test_comments_and_order_stay(self):
        text = "# a\nme = 'x'  # b\n\n[keys]\n# c\nundo = 'u' # d\n"
        changed = with_value(with_value(text, "me", "y"), "keys.undo", "f7")
        assert changed == '# a\nme = "y"  # b\n\n[keys]\n# c\nundo = "f7" # d\n'

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("theme", "nord"),
            ("ascii", True),
            ("ascii", "auto"),
            ("unproven_per_day", 7),
            ("me", 'Jörg "J" O\'Neil\\'),
            ("call_template", 'a\n"""b"""\\\n\ttab\n'),
            ("keys.undo", "f7"),
            ("keys.net.ways", "w"),
            ("paths.book", "/x/y z"),
            ("reliability.claimed", 0.3),
        ],
    )
    @pytest.mark.parametrize("text", ["", template(), "theme = 'old'\n[other]\nx = 1\n", "keys.undo = 'u'\n"])
    def test_what_is_saved_is_read_back(self, text, name, value):
        before = parse(text)[0]
        found, problems = parse(with_value(text, name, value))
        table, _, key = name.partition(".") if "." in name else ("", "", name)
        read = getattr(found, table)[key] if table else getattr(found, key)
        assert read == (None if value == "auto" else value)
        assert [str(problem) for problem in problems] == [str(p) for p in parse(text)[1]] or "other" in text
        assert found._replace(**{table or key: None}) == before._replace(**{table or key: None})

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            ("nope", "x", KeyError),
            ("keys", {}, KeyError),
            ("paths.nope", "x", KeyError),
            ("a.b", "x", KeyError),
            ("keys.", "x", KeyError),
            ("language", "fr", ValueError),
            ("unproven_per_day", True, ValueError),
            ("keys.undo", "", ValueError),
            ("reliability.claimed", 1.0, ValueError),
            ("reliability.klaimed", 0.5, KeyError),
        ],
    )
    def test_what_would_be_refused_is_not_saved(self, tmp_path, name, value, error):
        path = tmp_path / "settings.toml"
        with pytest.raises(error):
            save_value(path, name, value, paths.atomic_write)
        assert not path.exists()

    @pytest.mark.parametrize("text", ["theme = \n", "keys = 3\n"])
    def test_broken_file_is_left_alone(self, tmp_path, text):
        path = tmp_path / "settings.toml"
        path.write_text(text)
        with pytest.raises(ValueError, match="settings file"):
            save_value(path, "keys.undo", "f7", paths.atomic_write)
        assert path.read_text() == text
