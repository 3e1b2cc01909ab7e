import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.matching import normalise
from netz_tui.matching.spelt import email_names, url_names
from netz_tui.matching.texts import Texts


def spelt(read, texts):
    places, given_, family = read(Texts.of(texts))
    found = dict(zip(places.tolist(), zip(given_, family, strict=True), strict=True))
    return [found.get(place, ("", "")) for place in range(len(texts))]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(st.from_regex(r"[ab7ü]{0,3}((-[ab])?[._+][ab7]{0,3}){0,3}(@[abx.]{1,3})?", fullmatch=True), max_size=6))
def test_addresses_many_at_once_are_as_one_by_one(addresses):
    assert spelt(email_names, addresses) == [normalise.email_names(address) for address in addresses]


@pytest.mark.parametrize(
    ("link", "names"),
    [
        ("linkedin.com/in/anna-kuehn-1a2b", ("anna", "kuehn")),
        ("xing.com/profile/anna_kuehn7", ("anna", "kuehn")),
        ("xing.com/profile/jürgen_weiß", ("jürgen", "weiß")),
        ("linkedin.com/in/annakuehn", ("", "")),
        ("linkedin.com/in/a-kuehn", ("", "")),
        ("linkedin.com", ("", "")),
        ("x.example/in/anna-kuehn", ("", "")),
    ],
)
def test_links(link, names):
    assert spelt(url_names, ["x.example/a", link]) == [("", ""), names]
