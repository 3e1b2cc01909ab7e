from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui.matching import forms, normalise
from netz_tui.matching.texts import Texts

values = st.lists(
    st.text(st.sampled_from("aeiouäöüßAEMRT éñ.-_' 0(+)/:Dr@1qlsu"), max_size=12)
    | st.from_regex(r"(\+49 ?|0|00|)[0-9]{2,5}[ /-]?[0-9]{3,8}", fullmatch=True)
    | st.from_regex(r"<?[aA.+]{0,3}@(gmail|googlemail|x)\.(com|de)>?", fullmatch=True)
    | st.from_regex(r" ?(https?://|ftp://|)(www\.|de\.|)(linkedin\.com/in|xing\.com/)[aü/?#:]{0,3}", fullmatch=True)
    | st.from_regex(r"(Dr|M\. ?Sc\.|von|GmbH|e\.V\.|a|muell)( (von|Dr|GmbH|& co|e\.V|kuehn)){0,3}", fullmatch=True),
    max_size=8,
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(values)
def test_many_at_once_are_as_one_by_one(each):
    for form in ("fold", "person", "family", "organisation", "phone", "email", "url"):
        assert getattr(forms, form)(Texts.of(each)).strings() == list(map(getattr(normalise, form), each)), form


def test_the_words_of_texts():
    words, first = forms.words_of(Texts.of(["anna maria", "", "kuhn"]))
    assert (list(words), first.tolist()) == (["anna", "maria", "", "kuhn"], [0, 2, 3, 4])
