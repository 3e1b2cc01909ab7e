"""What programs call a handle ("Home Fax", "Geschäftlich", "* Mobile") in the words of vCard, and back."""

from __future__ import annotations

from netz_tui.clean import clean

_WORDS = {
    "work": "work",
    "business": "work",
    "geschäftlich": "work",
    "dienstlich": "work",
    "arbeit": "work",
    "home": "home",
    "privat": "home",
    "private": "home",
    "personal": "home",
    "mobile": "cell",
    "mobil": "cell",
    "handy": "cell",
    "cell": "cell",
    "iphone": "cell,iphone",
    "main": "main",
    "haupt": "main",
    "pager": "pager",
    "fax": "fax",
    "home fax": "home,fax",
    "fax privat": "home,fax",
    "fax (privat)": "home,fax",
    "work fax": "work,fax",
    "fax geschäftlich": "work,fax",
    "fax (geschäftlich)": "work,fax",
    "work mobile": "work,cell",
    "home mobile": "home,cell",
    "home page": "homepage",
    "homepage": "homepage",
    "other": "",
    "sonstige": "",
    "sonstiges": "",
    "andere": "",
}


def label_of(text: str) -> str:
    """Return a program's label as lower-case vCard words joined by commas; an asterisk means preferred."""
    word = clean(text)
    preferred = word.startswith("*")
    word = word.lstrip("* ")
    label = _WORDS.get(word.lower(), clean(word.replace(",", " ")))
    return ",".join(filter(None, (label, "pref" if preferred else "")))


_SHOWN = {
    "work": "Work",
    "home": "Home",
    "cell": "Mobile",
    "main": "Main",
    "pager": "Pager",
    "fax": "Fax",
    "home,fax": "Home Fax",
    "work,fax": "Work Fax",
    "work,cell": "Work Mobile",
    "home,cell": "Home Mobile",
    "homepage": "Home Page",
    "cell,iphone": "iPhone",
}


def shown_label(label: str) -> str:
    """Return a label as Google writes it, the inverse of `label_of`."""
    words = label.split(",")
    bare = ",".join(word for word in words if word != "pref")
    return ("* " if "pref" in words else "") + _SHOWN.get(bare, bare.replace(",", " "))
