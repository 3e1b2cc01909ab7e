"""The oldest open requests: one of every kind that a desk has to deal with, written by hand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoke:
    """A conversation about a request, `days` ago at `hour` (a fraction: 14.5 is half past two)."""

    days: int
    hour: float
    outcome: str
    note: str = ""
    minutes: int = 0
    trust: int | None = None
    chemistry: int | None = None
    kind: str = "call"


@dataclass(frozen=True, slots=True)
class Ask:
    """An open request. `ties` are keys of the cast whom the sender knows by own account, `mutual` the number of
    other contacts in common.
    `ground` has kind, since when (years ago if it is a number) and where; `due` days ahead, hour or None, and what;
    `until` is "fri", "today", "tomorrow" or "weeks"; `like` the key of the member whom the sender resembles.
    """  # noqa: D205 - one sentence

    days: float
    given: str
    family: str
    platform: str
    headline: str
    message: str
    feminine: bool = True
    prefix: str = ""
    name: str = ""
    org: str = ""
    title: str = ""
    city: str = ""
    phone: str = ""
    email: bool = False
    introducer: str = ""
    ground: tuple[str, str | float, str] = ("", "", "")
    ties: str = ""
    mutual: int = 0
    talks: tuple[Spoke, ...] = ()
    due: tuple[int, float | None, str] | None = None
    until: str = ""
    like: str = ""


SHOWCASE = (
    Ask(
        41, "Anna", "Berger", "XING", "Leiterin Einkauf · Brenztal Papier AG",
        "Hallo, wir kennen uns über Jens Kühn – er meinte, ich solle mich melden, bevor Sie mich für eine weitere "
        "Karteileiche halten. Wir stecken beide in der Ausschreibung Wasserkraft, nur auf verschiedenen Seiten des "
        "Tisches. Erreichbar bin ich am besten nach 16 Uhr.",
        org="Brenztal Papier AG", title="Leiterin Einkauf", city="Heidenheim", phone="land", email=True,
        introducer="kuehn", ground=("c", "", ""), ties="kuehn", mutual=1,
        talks=(
            Spoke(12, 16.2, "no_answer", "Besprechung, sagt die Kollegin. Nach 16 Uhr heißt offenbar: nach 17 Uhr."),
            Spoke(
                1, 17.1, "reached",
                "Hat Jens {met} auf der Hannover Messe getroffen, arbeiten beide an der Ausschreibung "
                "*Wasserkraft*.\n\n"
                "- sucht Austausch zu Lieferantenaudits\n- kommt im Januar nach Ulm → Treffen vorschlagen\n\n"
                "> Belastbar? Ja: Jens hat sie ausdrücklich genannt. Ihn selbst noch fragen.",
                minutes=14, trust=4, chemistry=5,
            ),
        ),
    ),
    Ask(
        39, "Mehmet", "Yıldız", "LinkedIn", "Radiologe · Klinikum Plänterwald",
        "Guten Tag, Ihr Artikel über Notstrom aus Wasserkraft hängt bei uns in der Leitwarte, neben dem Plan für den "
        "Ernstfall. Ich hätte zwei Fragen dazu und verspreche, dass keine davon ein Verkaufsgespräch ist.",
        feminine=False, prefix="Dr.", org="Klinikum Plänterwald", title="Radiologe", city="Berlin", phone="land",
        email=True, ties="kilic", mutual=2, due=(0, 14.5, "Anruf wie per Mail vereinbart, Durchwahl Befundraum"),
        talks=(Spoke(3, 9.4, "reached", "Per Mail: heute 14:30 passt, vorher Visite.", kind="message"),),
    ),
    Ask(
        38, "Sabine", "von der Heide", "XING", "Personalreferentin · Elbvertiefte Medien",
        "Liebe Grüße aus dem neuen Verlag! Neues Profil, neuer Nachname, alte Kaffeemaschine. Nimmst du mich wieder "
        "auf?",
        name="Sabine v. d. Heide", org="Elbvertiefte Medien", title="Personalreferentin", city="Ulm", email=True,
        phone="mobile", mutual=3, like="heide",
    ),
    Ask(
        37, "Marc T.", "Erfolg", "XING", "🚀 Ihr Weg zur finanziellen Freiheit | Speaker | Coach | 12.000 Kontakte",
        "Hallo, ich bin beim Stöbern auf Ihr spannendes Profil gestoßen und sehe großes Potenzial für Synergien. "
        "Lassen Sie uns vernetzen – eine echte Win-Win-Situation für uns beide!",
        feminine=False, org="Erfolg Consulting International", title="Speaker", ties="sommer",
    ),
    Ask(
        36, "Dirk", "Voßkamp", "XING", "Hafenlogistiker · Hafenlogistik Nordelb",
        "Moin, wir kennen uns über Herrn Kühn, der hat mir beim Verladen der Turbine von Ihnen erzählt. Ich war der "
        "mit dem Funkgerät und der schlechten Laune. Inzwischen bessere Laune, selbes Funkgerät.",
        feminine=False, org="Hafenlogistik Nordelb", title="Hafenlogistiker", city="Hamburg", phone="mobile",
        introducer="kuehn", ties="kuehn|petersen", mutual=2,
    ),
    Ask(
        35, "Jürgen", "Weißflog", "LinkedIn", "CTO · Kiebitz Software GmbH",
        "Wir haben vor Jahren denselben Leitstand verflucht, Sie von außen, ich von innen. Würde mich über ein "
        "Telefonat freuen, gern auch mit Fluchen.",
        feminine=False, org="Kiebitz Software GmbH", title="CTO", city="Ulm", phone="land", email=True,
        ties="blum", mutual=4,
        talks=(
            Spoke(20, 10.5, "no_answer", "Klingelt zehnmal. Kein Anrufbeantworter, sympathisch."),
            Spoke(6, 15.8, "no_answer", "Wieder nichts; Zentrale sagt, er sitze „irgendwo beim Server“."),
        ),
    ),
    Ask(
        33, "Rolf", "Vertriebs-Maier", "XING", "Networking-Profi | Recruiter | Speaker",
        "Hallo, ich bin beim Stöbern auf Ihr interessantes Profil gestoßen und sehe großes Potenzial für Synergien. "
        "Lassen Sie uns vernetzen – eine echte Win-Win-Situation für beide Seiten!",
        feminine=False, org="Maier Möglichkeiten", title="Networking-Profi", ties="sommer",
    ),
    Ask(
        32, "Katja", "Nachtigall", "LinkedIn", "Übersetzerin DE/FR/DA · Atelier Canal Saint-Loup",
        "Guten Tag, ich komme via Jens – wir haben seine Betriebsanleitung ins Dänische gebracht, und seither grüßt er "
        "mich mit „Pas på fingrene“. Er sagt, bei Ihnen liege auch so ein Handbuch.",
        org="Atelier Canal Saint-Loup", title="Übersetzerin", city="Lyon", phone="mobile", email=True,
        ties="kuehn|dahl", mutual=1,
    ),
    Ask(
        31, "Chantal", "Beauregard", "XING", "Übersetzerin · selbständig",
        "Bonjour! Petra Lang a parlé de vous pendant toute une soirée – in Dresden, bei Regen, also eine lange Soirée. "
        "Ich bin bis Donnerstag auf Reisen, danach sehr gern am Telefon.",
        org="Atelier Canal Saint-Loup", title="Übersetzerin", city="Lyon", phone="abroad", email=True,
        introducer="lang", ties="lang", mutual=1, until="fri",
    ),
    Ask(29, "Ole", "Asmussen", "XING", "Hafenlogistik Nord", "", feminine=False, org="Kontor Sieben",
        title="Hafenlogistiker", city="Hamburg", phone="land"),
    Ask(
        28, "Ines", "Maaß", "XING", "TU-Forscherin aus Leidenschaft, Soziologie der Infrastruktur",
        "Lieber Kollege (wenn ich so sagen darf), Petra Lang gab mir Ihren Namen und den Rat, mich kurz zu fassen. "
        "Ich untersuche, wer in Genossenschaften wirklich miteinander spricht. Darf ich Sie dazu anrufen? Eine "
        "Telefonnummer trage ich grundsätzlich nicht in Profile ein.",
        prefix="Prof.", org="TH Elbhang", title="Professorin für Soziologie", city="Dresden", email=True,
        introducer="lang", ties="lang|maurer", mutual=2,
    ),
    Ask(
        27, "Bernd", "Käßbohrer", "E-Mail", "Rentner, früher Neckarbogen Maschinenbau",
        "Servus, hier ist der Bernd aus der Lehrwerkstatt. Du hast 2003 meine Drehbank gegen die Wand gefahren, und "
        "ich "
        "hab gesagt, ich war's. Meine Enkelin hat mir jetzt so ein Profil eingerichtet.",
        feminine=False, org="", title="Rentner", city="Stuttgart", phone="land",
        ground=("a", "2003", "Lehrwerkstatt Neckarbogen Maschinenbau"), mutual=1,
        talks=(
            Spoke(9, 18.5, "voicemail", "Ansage von der Enkelin gesungen. Auf die Mailbox gesprochen, mit Drehbank."),
        ),
        due=(1, None, "Bernd noch einmal anrufen, abends"),
    ),
    Ask(
        25, "Tamsin", "Whitlocke", "LinkedIn", "Hydro asset manager · Thames Weir Partners Ltd",
        "Hello – we sat on the same panel in Innsbruck, though at opposite ends and with one working microphone "
        "between us. I run a small portfolio of weirs along the Thames and am looking for people who have actually "
        "stood in a turbine pit. Happy to be called rather than clicked; I gather that is how you prefer it.",
        org="Thames Weir Partners Ltd", title="Hydro asset manager", city="London", phone="abroad", email=True,
        ties="moreno", mutual=1,
    ),
    Ask(
        24, "Holger", "Siebenhaar", "XING", "Fördermittelberater · Skyline Fördermittel GmbH",
        "Guten Tag, Klaus Franz lässt grüßen, wir sitzen Tür an Tür. Er meinte, Sie suchten jemanden für "
        "Förderanträge, und er selbst habe leider gerade „strategische Aufgaben“.",
        feminine=False, org="Skyline Fördermittel GmbH", title="Fördermittelberater", city="Frankfurt am Main",
        phone="land", email=True, introducer="franz", ties="franz",
        talks=(
            Spoke(
                8, 11.2, "reached",
                "Sachlich, vorbereitet. Kennt Franz wirklich – nur kennt Franz leider mich nicht mehr.\n\n"
                "> Vertrauen ja, aber worauf soll der Kontakt ruhen?",
                minutes=11, trust=4, chemistry=3,
            ),
        ),
    ),
    Ask(
        22, "Li", "Wei", "LinkedIn", "Sourcing · Qingdao Haiyun Pump Europe",
        "Dear Sir, Mr. Wang Jianguo introduced your project to our team. 我们希望有机会与您通话。 My German is good "
        "enough for telephone if you speak about pumps and not about football.",
        feminine=False, name="Li Wei 李伟", org="Qingdao Haiyun Pump Co.", title="Sourcing Manager", city="Hamburg",
        phone="mobile", email=True, ties="wang",
    ),
    Ask(
        21, "Theodor", "Grothusen", "E-Mail", "Gutachter i. R., Heimatforscher, Mühlenfreund",
        "Sehr geehrter Herr Kollege,\n\nes ist sonst nicht meine Art, Unbekannten zu schreiben, doch Frau Dr. Nagel "
        "aus "
        "der Versuchshalle ermutigte mich, und wer ihr widerspricht, bekommt bekanntlich nasse Füße.\n\n"
        "Seit meiner Pensionierung verzeichne ich sämtliche Wehre, Mühlen und Triebwerkskanäle zwischen Iller und "
        "Lech, bislang 1.143 Stück, davon 612 verschwunden, 88 in Betrieb und der Rest in einem Zustand, den meine "
        "Frau mit meinem Arbeitszimmer vergleicht. Zu jedem Bauwerk führe ich ein Blatt: Fallhöhe, Wasserrecht, "
        "letzter Müller, Anekdote. Die Anekdote ist das Wichtigste, denn die Fallhöhe ändert sich nicht.\n\n"
        "Nun las ich in Ihrem Beitrag, das Wehr in Wiblingen sei 1911 erbaut. Das ist, mit Verlaub, nicht ganz "
        "richtig. 1911 wurde es *wieder* erbaut, nachdem es 1910 fortgeschwommen war, mitsamt dem Fahrrad des "
        "Bürgermeisters. Das Fahrrad fand man in Günzburg, den Bürgermeister im Wirtshaus.\n\n"
        "Ich möchte Ihnen das Verzeichnis gern zeigen und hätte umgekehrt drei Bitten:\n\n"
        "1. Kennen Sie jemanden, der Karten von 1880 auf heutige Koordinaten bringt, ohne dabei zu seufzen?\n"
        "2. Wer entscheidet bei den Stadtwerken Blauquell über alte Wasserrechte? Dort verbindet man mich seit März "
        "im Kreis; die Wartemusik kann ich inzwischen zweistimmig.\n"
        "3. Würden Sie mit mir nach Wiblingen gehen? Ich bringe das Fahrrad mit. Es ist nicht *das* Fahrrad, aber "
        "alt.\n\n"
        "Am Telefon erreichen Sie mich täglich zwischen neun und elf, danach bin ich am Wasser.\n\n"
        "Mit vorzüglicher Hochachtung\nTh. Grothusen\n\n"
        "PS: Mein Enkel sagt, dieser Brief sei für das Formular zu lang. Das Formular möge sich ein Beispiel an der "
        "Donau nehmen.",
        feminine=False, prefix="Dipl.-Ing.", title="Gutachter i. R.", city="Augsburg", phone="land", email=True,
        introducer="nagel", ties="nagel",
    ),
)  # fmt: skip
"""Oldest first."""
