"""Invented companies with their cities and branches, job titles in both forms, clubs, tags."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Company:
    """A company: where it is, what it does, how many of its people the net knows, its mail domain's word."""

    name: str
    city: str
    branch: str
    size: int


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


def _companies(text: str) -> tuple[Company, ...]:
    rows = (line.split("|") for line in text.strip().splitlines())
    return tuple(Company(name, city, branch, int(size)) for name, city, branch, size in rows)


COMPANIES = _companies("""
Donauwerk Turbinen GmbH|Ulm|water|26
Stadtwerke Blauquell|Ulm|water|18
Kiebitz Software GmbH|Ulm|it|22
Albtrauf Logistik KG|Ulm|freight|14
Münsterblick Verlag|Ulm|media|10
Brenztal Papier AG|Heidenheim|plant|17
Ostalb Armaturen GmbH & Co. KG|Heidenheim|plant|15
Kliniken am Hellenstein|Heidenheim|health|9
Lechfeld Robotik GmbH|Augsburg|plant|16
Fuggerhof Steuerberatung|Augsburg|law|8
Isarkreis Consulting GmbH|München|advice|15
Hochuferkraft Energie SE|München|water|20
Kanzlei Brandmair Ott & Söhne|München|law|11
Sendlinger Datenwerkstatt|München|it|16
Neckarbogen Maschinenbau|Stuttgart|plant|19
Kesselblick Personal GmbH|Stuttgart|people|13
Institut für Talsperrenkunde|Stuttgart|research|14
Rheinauhafen Spedition|Köln|freight|15
Domplatte Event & Messe GmbH|Köln|media|12
Severinswall Versicherung VVaG|Köln|money|14
Mainufer Bank eG|Frankfurt am Main|money|18
Skyline Fördermittel GmbH|Frankfurt am Main|advice|9
Taunusblick Rechtsanwälte|Frankfurt am Main|law|8
Hafenlogistik Nordelb|Hamburg|freight|20
Elbvertiefte Medien|Hamburg|media|13
Werft Kattwyk & Co.|Hamburg|plant|15
Kontor Sieben|Hamburg|advice|9
Spreekiez Labs GmbH|Berlin|it|21
Märkische Wasserbetriebe|Berlin|water|19
Klinikum Plänterwald|Berlin|health|17
Hochschule Oberspree|Berlin|research|14
Verband der kleinen Wasserkraft e. V.|Berlin|water|12
TH Elbhang|Dresden|research|16
Saxoptik GmbH|Dresden|plant|13
Bodensee-Bote|Konstanz|media|11
Solarhof Reichenau|Konstanz|water|9
Innkraftwerke Tirol|Innsbruck|water|12
Alpenglanz Tourismus GmbH|Innsbruck|media|7
Limmatufer Treuhand AG|Zürich|money|11
Aareschlucht Engineering AG|Zürich|plant|9
Øresund Pumps A/S|Kopenhagen|plant|9
Thames Weir Partners Ltd|London|advice|8
Atelier Canal Saint-Loup|Lyon|media|7
Qingdao Haiyun Pump Co.|Qingdao|plant|10
Wisła Hydro Sp. z o.o.|Warschau|water|9
Boğaziçi Proje A.Ş.|Istanbul|plant|8
""")
"""Invented; a name that exists somewhere is chance."""

COUNTRIES = {
    "Innsbruck": "Österreich",
    "Zürich": "Schweiz",
    "Kopenhagen": "Dänemark",
    "London": "Großbritannien",
    "Lyon": "Frankreich",
    "Qingdao": "China",
    "Warschau": "Polen",
    "Istanbul": "Türkei",
}
"""Countries of the cities that are not in Germany."""


def _titles(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (entry.strip().partition("/") for entry in text.split(";"))
    return tuple((masculine, feminine or masculine) for masculine, _, feminine in pairs)


TITLES = {
    "water": _titles(
        "Projektleiter Wasserkraft/Projektleiterin Wasserkraft; Leiter Einkauf/Leiterin Einkauf; Betriebsingenieur/"
        "Betriebsingenieurin; Referent Genehmigungen/Referentin Genehmigungen; Hydrologe/Hydrologin; Leiter Netze/"
        "Leiterin Netze; Fischökologe/Fischökologin; Disponent Energiehandel/Disponentin Energiehandel; Asset Manager"
    ),
    "plant": _titles(
        "Konstrukteur/Konstrukteurin; Vertriebsingenieur/Vertriebsingenieurin; Leiter Qualität/Leiterin Qualität; "
        "Werksleiter/Werksleiterin; Strategischer Einkäufer/Strategische Einkäuferin; Servicetechniker/"
        "Servicetechnikerin; Head of Sourcing; Schweißfachingenieur/Schweißfachingenieurin"
    ),
    "it": _titles(
        "CTO; Softwareentwickler/Softwareentwicklerin; Datenbankflüsterer/Datenbankflüsterin; Product Owner; "
        "Systemadministrator/Systemadministratorin; Projektleiter/Projektleiterin; UX-Forscher/UX-Forscherin; Tech Lead"
    ),
    "freight": _titles(
        "Disponent/Disponentin; Leiter Schwergut/Leiterin Schwergut; Zollreferent/Zollreferentin; Hafenlogistiker/"
        "Hafenlogistikerin; Niederlassungsleiter/Niederlassungsleiterin; Key Account Manager"
    ),
    "media": _titles(
        "Redakteur/Redakteurin; Übersetzer/Übersetzerin; Messebauer/Messebauerin; Lektor/Lektorin; Fotograf/"
        "Fotografin; Ressortleiter Wirtschaft/Ressortleiterin Wirtschaft; Podcast-Produzent/Podcast-Produzentin"
    ),
    "health": _titles(
        "Radiologe/Radiologin; Oberarzt/Oberärztin; Pflegedienstleiter/Pflegedienstleiterin; Medizincontroller/"
        "Medizincontrollerin; Technischer Leiter/Technische Leiterin"
    ),
    "law": _titles(
        "Rechtsanwalt/Rechtsanwältin; Steuerberater/Steuerberaterin; Notar/Notarin; Fachanwalt für Vergaberecht/"
        "Fachanwältin für Vergaberecht; Syndikus"
    ),
    "advice": _titles(
        "Partner/Partnerin; Senior Consultant; Fördermittelberater/Fördermittelberaterin; Gutachter/Gutachterin; "
        "Organisationsberater/Organisationsberaterin"
    ),
    "people": _titles(
        "Personalreferent/Personalreferentin; Personalberater/Personalberaterin; Leiter Recruiting/"
        "Leiterin Recruiting; Mediator/Mediatorin"
    ),
    "research": _titles(
        "Wissenschaftlicher Mitarbeiter/Wissenschaftliche Mitarbeiterin; Professor für Wasserbau/Professorin für "
        "Wasserbau; Doktorand/Doktorandin; Leiter Versuchshalle/Leiterin Versuchshalle; Soziologe/Soziologin"
    ),
    "money": _titles(
        "Firmenkundenberater/Firmenkundenberaterin; Risikoprüfer/Risikoprüferin; Leiter Projektfinanzierung/"
        "Leiterin Projektfinanzierung; Treuhänder/Treuhänderin; Aktuar/Aktuarin"
    ),
}
"""Masculine and feminine form of the titles in each branch."""

TOPICS = {
    "water": "Fischaufstieg|Pumpspeicher|Rechenreinigung|Kaplan-Laufrad|Konzession|Mindestwasser|Revision 3. Maschine",
    "plant": "Lieferantenaudit|Schweißtechnik|Ersatzteillager|Werkszeugnis|Lieferverzug|Prüfstand|Gussqualität",
    "it": "Datenumzug|Leitstand|Altsystem|Ausfall vom Donnerstag|Lizenzstreit|Rufbereitschaft",
    "freight": "Schwertransport|Zollabfertigung|Niedrigwasser am Rhein|Kranstellung|Brückenstatik|Liegegeld",
    "media": "Übersetzung des Handbuchs|Reportage über Talsperren|Messestand|Bildarchiv|Interview|Sonderheft",
    "health": "Notstrom|Befundsoftware|Bettenplan|MRT-Umbau|Technikausschreibung",
    "law": "Vergaberüge|Gewährleistung|Wasserrecht|Bürgschaft|Vertragsstrafe|Gesellschaftsvertrag",
    "advice": "Förderantrag|Gutachten|Nachfolge im Betrieb|Workshop|Machbarkeitsstudie",
    "people": "Stelle der Projektleitung|Gehaltsband|Probezeit|Teamkonflikt|Stellenprofil",
    "research": "Modellversuch|Drittmittelantrag|Gastvorlesung|Abflussmessung|Dissertation|Versuchsrinne",
    "money": "Zwischenfinanzierung|Risikoabschlag|Bürgerbeteiligung|Kreditlinie|Sanierungskonzept",
}
"""What one talks about in each branch, parted by `|`."""

CLUBS = (
    ("Stammtisch Wasserkraft Ulm", "Ulm", 30),
    ("Lauftreff Donauufer", "Ulm", 18),
    ("Alumni HS Donautal", "Ulm", 34),
    ("Regionalgruppe Wasserbau München", "München", 24),
    ("Projektleiterfrühstück Stuttgart", "Stuttgart", 22),
    ("Hafenrunde Hamburg", "Hamburg", 22),
    ("Netzwerk Ingenieurinnen Süd", "Augsburg", 18),
    ("Berliner Wassertage", "Berlin", 26),
    ("Chor am Elbhang", "Dresden", 14),
    ("Gründerküche Köln", "Köln", 18),
    ("Kleinwasserkraft-Tagung Innsbruck", "Innsbruck", 20),
)
"""Clubs and meetings: name, city, number of members in the net."""

TAGS = _words(
    "wasserkraft|einkauf|jobsuche|ulm|messe hannover|hs donautal|stammtisch|lieferant|kunde|presse|recht|förderung|"
    "headhunter|kollege von früher|nachbarschaft|lauftreff|englisch|weihnachtskarte|mentor|vortrag"
)

KNOWN_FROM = _words(
    "Studium, HS Donautal|Ausbildung im selben Jahrgang|Nachbarschaft Ulm-Söflingen|vier Jahre im selben Büro|"
    "Elternbeirat Ulm-Weststadt|Wehrdienst in Dornstadt|gemeinsame Baustelle Iller, zwei Winter|Schulzeit am Kepler|"
    "Ehrenamt beim Hochwasserschutz|Bandprobenraum, Keller links|Wohngemeinschaft Zinglerstraße|"
    "Patenonkel derselben Kinder"
)
"""Where one knows people from."""

MET_AT = _words(
    "Hannover Messe, Halle 27|Berliner Wassertage, Kaffeeschlange|Baustellenführung Pumpspeicher|Tagung in Innsbruck, "
    "Seilbahn|Abnahme in Heidenheim|Podium „Kleine Wasserkraft“|Notartermin in München|Workshop Förderrecht, Gruppe 3|"
    "Hafenrundfahrt der Hafenrunde|Regionaltreffen Augsburg|Frühstück der Projektleiter|Streik in Fulda, selbes Abteil|"
    "Sommerfest der Stadtwerke|Schiedstermin in Stuttgart|Lieferantentag, Tisch 9|Exkursion Edertalsperre"
)
"""Where one meets people."""
