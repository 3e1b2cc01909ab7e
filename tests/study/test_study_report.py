import csv
import io
from html.parser import HTMLParser

import markdown_it
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.study import plots
from netz_tui.study.report import Document, Note, Plot, Section, Table, to_csv, to_html, to_markdown

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "![x](http://a.example/b.png)",
    "a | b",
    "*fett* _kursiv_ `code`",
    "# keine Überschrift",
    "1. kein Punkt",
    "- keine Liste",
    "+49 711 1",
    "\\",
    "&lt;b&gt;",
    "http://a.example",
    "=1+1",
]


def document(words="Weiß", cell="Weiß"):
    drawing = plots.funnel_plot([(words, 3)], plots.Labels(words, words))
    table = Table("Leads by ground", words, ("Name", "n", "Rate"), ((cell, 5, 0.4), ("Kühn", 3, None)))
    blocks = (Note(words), Note(words, caution=True), table, Plot(drawing, words))
    return Document("de", words, words, (Section(words, blocks),))


class Reader(HTMLParser):
    VOID = frozenset({"meta", "br"})

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.texts, self.attributes = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.texts.append(data)


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("words", HOSTILE)
def test_the_page_stands_alone_and_shows_words_as_words(words):
    page = to_html(document(words, words))
    reader = read(page)
    assert reader.texts.count(words) >= 8
    assert not {"script", "img", "link", "iframe", "object", "a", "form"} & set(reader.tags)
    assert not any(name.startswith("on") or name in {"src", "href", "style"} for _, name, _ in reader.attributes)
    assert "url(" not in page
    assert "@import" not in page
    assert ("html", "lang", "de") in reader.attributes
    assert "default-src 'none'" in page
    assert "@media print" in page


def test_an_unknown_number_is_a_dash_not_a_zero():
    page = to_html(document(), number=lambda value: f"{value}".replace(".", ","))
    assert "<td class=number>–</td>" in page
    assert "<td class=number>0,4</td>" in page
    assert "| Kühn | 3 | – |" in to_markdown(document())


def rendered(markdown):
    return read(markdown_it.MarkdownIt("commonmark").enable("table").render(markdown))


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_shows_words_as_words(words):
    reader = rendered(to_markdown(document(words, words)))
    assert set(reader.tags) <= {
        "h1", "h2", "p", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "em",
    }  # fmt: skip
    assert reader.tags.count("td") == 6
    assert "".join(reader.texts).count(words) == 8


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40))
def test_no_words_escape_from_markdown(words):
    reader = rendered(to_markdown(document(words, words)))
    assert not {"a", "img", "ul", "ol", "li", "code", "pre", "strong", "hr"} & set(reader.tags)
    assert reader.tags.count("td") == 6


def test_csv_guards_formulas_and_keeps_numbers():
    table = Table("X", "", ("=who", "n", "rate"), (("=1+1", -3, 0.25), ("  @cmd", 0, None), ("Weiß, A.", 1, 1e-9)))
    twin = Table("x!", "", ("n",), ((1,),))
    files = to_csv(Document("en", "", "", (Section("", (table, Note("no table"), twin, twin)),)))
    assert list(files) == ["x.csv", "x-2.csv", "x-3.csv"]
    rows = list(csv.reader(io.StringIO(files["x.csv"]), strict=True))
    assert rows == [
        ["'=who", "n", "rate"],
        ["'=1+1", "-3", "0.25"],
        ["'  @cmd", "0", ""],
        ["Weiß, A.", "1", "1e-09"],
    ]


def test_file_names_come_from_no_foreign_path():
    files = to_csv(Document("en", "", "", (Section("", (Table("../../Ä b", "", ("n",), ()),)),)))
    assert list(files) == ["b.csv"]


def test_ragged_tables_are_errors():
    with pytest.raises(ValueError, match="as wide"):
        Table("x", "", ("a", "b"), (("1",),))
