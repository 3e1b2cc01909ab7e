import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netz_tui import phones

FORMS = [
    # raw, normal, shown, link
    ("0731 123456", "+49731123456", "+49 731 123456", "tel:+49-731-123456"),
    ("+49 (0)731 / 12 34 56", "+49731123456", "+49 731 123456", "tel:+49-731-123456"),
    ("0049-731-123456", "+49731123456", "+49 731 123456", "tel:+49-731-123456"),
    ("tel:+49-731-123456", "+49731123456", "+49 731 123456", "tel:+49-731-123456"),
    ("49|40|1234560", "+49401234560", "+49 40 1234560", "tel:+49-40-1234560"),
    ("+41 44 668 18 00", "+41446681800", "+41 44 668 18 00", "tel:+41-44-668-18-00"),
    ("٠٧٣١ ١٢٣٤٥٦", "+49731123456", "+49 731 123456", "tel:+49-731-123456"),
    ("＋４９ ７３１ １２３４５６", "+49731123456", "+49 731 123456", "tel:+49-731-123456"),
    ("0731 123456 ext 7", "+49731123456", "+49 731 123456 ext. 7", "tel:+49-731-123456;ext=7"),
    ("0731 123456;ext=7", "+49731123456", "+49 731 123456 ext. 7", "tel:+49-731-123456;ext=7"),
    ("0731 123456 Durchwahl 12", "+49731123456", "+49 731 123456 ext. 12", "tel:+49-731-123456;ext=12"),
    ("0731 123456, App. 12", "+49731123456", "+49 731 123456 ext. 12", "tel:+49-731-123456;ext=12"),
    ("0731\u200b123456", "+49731123456", "+49 731 123456", "tel:+49-731-123456"),
    ("110", "110", "110", "tel:110"),
    ("0731 123456 / 0171 1234567", "073112345601711234567", "0731 123456 / 0171 1234567", None),
    ("+999 12", "+99912", "+999 12", "tel:+99912"),
    ("ask  Anna", "", "ask Anna", None),
    ("room 12", "12", "room 12", None),
    ("\x1b]0;x 123\x07", "0123", "\x1b]0;x 123\x07", None),
    ("²³", "", "²³", None),
    ("+", "", "+", None),
    ("", "", "", None),
]


@pytest.mark.parametrize(("raw", "normal", "shown", "link"), FORMS)
def test_forms(raw, normal, shown, link):
    assert (phones.normal(raw), phones.shown(raw), phones.tel_uri(raw)) == (normal, shown, link)


@pytest.mark.parametrize(
    ("raw", "region", "normal"),
    [
        ("044 668 18 00", "CH", "+41446681800"),
        ("044 668 18 00", "ch", "+41446681800"),
        ("(202) 555-0143", "US", "+12025550143"),
        ("555-0143", "US", "5550143"),
        ("+49 731 123456", "XX", "+49731123456"),
        ("0731 123456", "XX", "0731123456"),
        ("0731 123456", "", "0731123456"),
    ],
)
def test_region_tells_the_country_of_a_national_number(raw, region, normal):
    assert phones.normal(raw, region) == normal


@pytest.mark.parametrize(
    ("raw", "possible"),
    [
        ("0731 123456", True),
        ("+1 202 555 0143", True),
        ("12", False),
        ("Anna", False),
        ("1" * 40, False),
        ("", False),
    ],
)
def test_possible(raw, possible):
    assert phones.is_possible(raw) is possible


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    st.text(max_size=60) | st.text("+0123456789 ()/-.|;ext=٣３²\x1b", max_size=40),
    st.sampled_from(["DE", "US", "??"]),
)
def test_garbage_never_raises_and_the_normal_form_is_its_own(raw, region):
    normal = phones.normal(raw, region)
    assert normal.removeprefix("+").isdigit() or normal == ""
    assert normal.isascii()
    assert phones.normal(normal, region) == normal or not phones.is_possible(raw, region)
    phones.shown(raw, region)
    link = phones.tel_uri(raw, region)
    assert link is None or (link.startswith("tel:") and link.isascii() and " " not in link)


def test_very_long_text_is_no_number():
    assert not phones.is_possible("1" * 1_000_000)
    assert len(phones.normal("1" * 1_000_000)) <= phones.LONGEST


@settings(max_examples=300)
@given(
    code=st.sampled_from(["+49", "+43", "+41 ", "+33-", "+44", "+39", "+31", "+46", "+34", "0"]),
    digits=st.text("0123456789", min_size=3, max_size=15),
    gaps=st.lists(st.sampled_from(["", "", " ", "-", "/"]), min_size=15, max_size=15),
    region=st.sampled_from(["DE", "AT", "CH", "FR", "GB", "US", "IT"]),
)
def test_the_quick_way_says_what_the_rules_say(code, digits, gaps, region):
    raw = code + "".join(f"{digit}{gap}" for digit, gap in zip(digits, gaps, strict=False)).rstrip(" -/")
    number = phones._parsed(raw, region)
    e164 = phonenumbers.PhoneNumberFormat.E164
    assert phones.plainly(raw, region) in {"", number and phonenumbers.format_number(number, e164)}
