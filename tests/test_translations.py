import importlib.util
from pathlib import Path

import pytest

TOOL = Path(__file__).parent / "tools" / "translations.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("translations", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_german_catalogue_is_complete_and_in_step(tool):
    assert tool.check() == []


def test_a_sentence_is_found_wherever_it_stands(tool, tmp_path):
    (tmp_path / "a.py").write_text(
        'pane.say(shown(_("Nobody here."), style))\nf"{file or _(\'by hand\')}"\n_("Plain")\n'
    )
    assert {message.id for message in tool.merged(tmp_path, "") if message.id} == {"Nobody here.", "by hand", "Plain"}


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "some"
    folder.mkdir()
    (folder / "b.py").write_text('say_n("{n} call", "{n} calls", 2)\n')
    (folder / "a.py").write_text('# i18n: on a button\n_("Save {what}")\nN_("Later")\nsay("Save {what}", what=1)\n')
    return folder


def translated(tool, package, **changes):
    """Write a catalogue with these German sentences; return what the check says about it."""
    german = {"Save {what}": "{what} sichern", "Later": "Später", "{n} call": ("{n} Anruf", "{n} Anrufe")} | changes
    path = package.parent / "netz.po"
    catalogue = tool.merged(package, path.read_text() if path.exists() else "")
    for message in catalogue:
        if message.id:
            message.string = german[message.id if isinstance(message.id, str) else message.id[0]]
    path.write_text(tool.po_text(catalogue))
    tool.update(package, path)
    return tool.check(package, path)


def test_all_keywords_are_found_and_translated(tool, package):
    assert translated(tool, package) == []
    po = (package.parent / "netz.po").read_text()
    assert "#. i18n: on a button\n#: some/a.py\n" in po
    assert str(package.parent) not in po
    assert "Date" not in po
    assert "Generated" not in po


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"Later": ""}, "not translated"),
        ({"{n} call": ("{n} Anruf", "")}, "not translated"),
        ({"Save {what}": "{was} sichern"}, "other placeholders"),
        ({"Save {what}": "sichern"}, "other placeholders"),
        ({"Save {what}": "{what sichern"}, "can't be filled"),
        ({"{n} call": ("{n} Anruf", "Anrufe")}, "other placeholders"),
        ({"Later": "Später\n"}, "ends in another way"),
    ],
)
def test_faulty_translation_is_told(tool, package, changes, fault):
    said = translated(tool, package, **changes)
    assert len(said) == 1
    assert fault in said[0]


def test_fuzzy_translation_is_told_and_stays_marked(tool, package):
    translated(tool, package)
    path = package.parent / "netz.po"
    path.write_text(path.read_text().replace('msgid "Later"', '#, fuzzy\nmsgid "Later"'))
    tool.update(package, path)
    assert [sentence.partition(": ")[2] for sentence in tool.check(package, path)] == ["'Later' is marked fuzzy"]


def test_new_sentence_makes_both_files_stale_and_update_keeps_translations_and_comments(tool, package):
    translated(tool, package)
    path = package.parent / "netz.po"
    path.write_text(path.read_text().replace('msgid "Later"', '# said on the telephone\nmsgid "Later"'))
    (package / "a.py").write_text('N_("Later")\n_("New")\n')
    assert "netz.po is stale: run this tool with --update" in tool.check(package, path)
    tool.update(package, path)
    po = path.read_text()
    assert "# said on the telephone" in po
    assert 'msgstr "Später"' in po
    assert "Save" not in po
    assert tool.check(package, path) == ["some/a.py: 'New' is not translated"]


def test_edited_translation_makes_the_compiled_file_stale(tool, package):
    translated(tool, package)
    path = package.parent / "netz.po"
    path.write_text(path.read_text().replace("Später", "Nachher"))
    assert tool.check(package, path) == ["netz.mo is stale: run this tool with --update"]


def test_updating_twice_changes_nothing(tool, package):
    translated(tool, package)
    path = package.parent / "netz.po"
    before = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    tool.update(package, path)
    assert (path.read_bytes(), path.with_suffix(".mo").read_bytes()) == before
