"""Texts as people paste them, and what is to be found in each; invented people."""

from __future__ import annotations

SAMPLES: dict[str, tuple[str, dict[str, object]]] = {
    "linkedin mail, german": (
        """\
Erika Weiß möchte sich mit Ihnen vernetzen

Erika Weiß
Leiterin Einkauf bei Nord AG
Ulm

Guten Tag, Frau Roth, wir haben auf der Messe gesprochen.

Annehmen
Profil ansehen
https://www.linkedin.com/in/erika-weiss-1a2b3c?trk=email
LinkedIn
""",
        {
            "name": "Erika Weiß",
            "platform": "LinkedIn",
            "url": "https://www.linkedin.com/in/erika-weiss-1a2b3c?trk=email",
            "headline": "Leiterin Einkauf bei Nord AG",
            "message_has": "auf der Messe gesprochen",
            "message_lacks": "Annehmen",
        },
    ),
    "linkedin mail, english": (
        """\
John O'Neill would like to connect on LinkedIn

John O'Neill
Head of Sales at Blue Ltd.

"Hi, Tom Adler suggested I get in touch."

Accept
Ignore
View profile: https://www.linkedin.com/in/john-oneill
""",
        {
            "name": "John O'Neill",
            "platform": "LinkedIn",
            "url": "https://www.linkedin.com/in/john-oneill",
            "headline": "Head of Sales at Blue Ltd.",
            "message_has": "Tom Adler suggested",
            "message_lacks": "Ignore",
        },
    ),
    "linkedin, hat eingeladen": (
        "Paul Stein hat Ihnen eine Einladung gesendet.\nwww.linkedin.com/in/paul-stein",
        {"name": "Paul Stein", "platform": "LinkedIn", "url": "https://www.linkedin.com/in/paul-stein", "message": ""},
    ),
    "linkedin, du": (
        "Sabine Lang möchte sich mit dir vernetzen.\n\nHi, wir kennen uns über Jens.",
        {"name": "Sabine Lang", "message_has": "über Jens"},
    ),
    "linkedin, sent you": (
        "Maria da Silva has sent you an invitation to connect.\nI'd like to join your network.",
        {"name": "Maria da Silva", "message_has": "join your network"},
    ),
    "linkedin, wants": ("José García wants to connect", {"name": "José García", "message": ""}),
    "xing mail": (
        """\
Neue Kontaktanfrage auf XING

Dr. Jürgen Müller hat Ihnen eine Kontaktanfrage geschickt.

Dr. Jürgen Müller
Geschäftsführer, Müller & Söhne GmbH

Nachricht:
Sehr geehrte Frau Roth,
wir kennen uns über Herrn Adler.

Zum Profil: https://www.xing.com/profile/Juergen_Mueller12
""",
        {
            "name": "Dr. Jürgen Müller",
            "platform": "XING",
            "url": "https://www.xing.com/profile/Juergen_Mueller12",
            "message_has": "wir kennen uns über Herrn Adler",
        },
    ),
    "xing, kontakt": (
        "Udo Roth möchte Sie als Kontakt hinzufügen\nhttps://www.xing.com/profile/Udo_Roth",
        {"name": "Udo Roth", "platform": "XING"},
    ),
    "signature, german": (
        """\
Guten Tag,

ich würde mich gern mit Ihnen vernetzen. Grüße auch von Tom Adler!

Mit freundlichen Grüßen

Petra Lang
Projektleiterin

Nord AG
Hafenstraße 3
89073 Ulm
Tel.: +49 731 5551234
Mobil: 0171 1234567
E-Mail: petra.lang@nord.example
www.nord.example
""",
        {
            "name": "Petra Lang",
            "handles_has": [
                ("email", "petra.lang@nord.example"),
                ("phone", "+49 731 5551234"),
                ("phone", "0171 1234567"),
            ],
            "org": "Nord AG",
            "message_has": "Grüße auch von Tom Adler",
        },
    ),
    "signature, english": (
        """\
Hi there,

it was good to meet you at the fair.

Best regards,
Mary Jones
VP Engineering
Green Energy Ltd
+44 20 7946 0123 | mary@green.example
""",
        {
            "name": "Mary Jones",
            "handles_has": [("email", "mary@green.example"), ("phone", "+44 20 7946 0123")],
            "org": "Green Energy Ltd",
        },
    ),
    "labelled, german": (
        """\
Name: Hans von der Heide
Firma: Süd GmbH
Position: Inhaber
Telefon: 0731/99 88 77
Plattform: XING
Nachricht: Ich freue mich auf den Austausch.
""",
        {
            "name": "Hans von der Heide",
            "org": "Süd GmbH",
            "headline": "Inhaber",
            "platform": "XING",
            "message": "Ich freue mich auf den Austausch.",
            "handles": (("phone", "0731/99 88 77"),),
        },
    ),
    "labelled, english": (
        "From: Anna Smith <anna@smith.example>\nSubject: hello\nCompany: Smith & Co\nTitle: Partner",
        {
            "name": "Anna Smith",
            "org": "Smith & Co",
            "headline": "Partner",
            "handles": (("email", "anna@smith.example"),),
        },
    ),
    "mail header with quotes": (
        'Von: "Lang, Petra" <petra@nord.example>\nAn: ich@x.example\nBetreff: Kontakt\n\nHallo!',
        {"name": "Petra Lang", "handles_has": [("email", "petra@nord.example")], "message_has": "Hallo!"},
    ),
    "one line": ("Erika Weiß", {"name": "Erika Weiß", "message": "", "platform": ""}),
    "one line with number": (
        "Erika Weiß 0731 123456",
        {"name": "Erika Weiß", "handles": (("phone", "0731 123456"),), "message": ""},
    ),
    "one line with address": (
        "Erika Weiß <erika@weiss.example>",
        {"name": "Erika Weiß", "handles": (("email", "erika@weiss.example"),), "message": ""},
    ),
    "one line, with commas": (
        "Erika Weiß, Nord AG, Ulm, erika@weiss.example",
        {"name": "Erika Weiß", "handles": (("email", "erika@weiss.example"),)},
    ),
    "only a profile": (
        "https://www.linkedin.com/in/erika-weiss/",
        {
            "name": "Erika Weiss",
            "url": "https://www.linkedin.com/in/erika-weiss/",
            "platform": "LinkedIn",
            "message": "",
        },
    ),
    "only a xing profile": (
        "https://www.xing.com/profile/Udo_Roth3/cv",
        {"name": "Udo Roth", "platform": "XING", "message": ""},
    ),
    "only an address": ("erika.weiss@nord.example", {"name": "Erika Weiss", "message": ""}),
    "only prose": (
        "Hallo, ich habe Ihren Vortrag gehört und würde mich gern vernetzen.",
        {"name": "", "message": "Hallo, ich habe Ihren Vortrag gehört und würde mich gern vernetzen."},
    ),
    "vcard-like punctuation": ("·  Erika Weiß  ·", {"name": "Erika Weiß", "message": ""}),
    "hostile": ("Erika\x1b[31m Weiß\u202e wants to connect\x07", {"name": "Erika[31m Weiß"}),
    "nothing": ("", {"name": "", "message": "", "handles": (), "url": ""}),
    "blanks": (" \n\t\n ", {"name": "", "message": "", "handles": ()}),
    "platform in the middle": (
        "Ingo Kahl\nGesehen auf XING, dann auf LinkedIn wiedergefunden.",
        {"name": "Ingo Kahl", "platform": "XING"},
    ),
    "cjk": ("李小龍\n导演\nbruce@lee.example", {"name": "李小龍", "handles": (("email", "bruce@lee.example"),)}),
    "a date is no number": (
        "Erika Weiß\nTreffen am 24.11.2026 um 9:30, Rechnung 4711-0815",
        {"name": "Erika Weiß", "handles": ()},
    ),
    "url with a bracket": (
        "Erika Weiß (https://www.linkedin.com/in/erika-weiss).",
        {"name": "Erika Weiß", "url": "https://www.linkedin.com/in/erika-weiss", "message": ""},
    ),
}
