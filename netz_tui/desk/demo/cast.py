"""The contacts who carry the demonstration: introducers with a history, written by hand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A contact of the cast. `years` is how long ago the ground began, `bears` how many rest on the introduction,
    `reach` the number of ties besides, `asked` how readily cross-checks about him are answered with "knows".
    """  # noqa: D205 - one sentence

    key: str
    prefix: str
    given: str
    family: str
    feminine: bool
    org: str
    title: str
    city: str
    ground: str
    years: float
    place: str
    bears: int
    reach: int
    asked: float
    tags: str
    rhythm: int
    note: str


CAST = (
    Member(
        "kuehn", "", "Jens", "Kühn", False, "Donauwerk Turbinen GmbH", "Leiter Projekte", "Ulm", "b", 7.6,
        "Hannover Messe, Halle 27", 12, 46, 0.9, "Wasserkraft|Messe Hannover|Mentor", 30,
        "Vermittelt selten, aber wenn, dann mit Vorrede am Telefon. Wer „über Jens“ kommt, kommt wirklich über Jens.",
    ),
    Member(
        "lang", "", "Petra", "Lang", True, "TH Elbhang", "Professorin für Wasserbau", "Dresden", "a", 19.2,
        "Studium, HS Donautal", 11, 40, 0.85, "HS Donautal|Vortrag", 60,
        "Kennt jede Talsperre und jeden, der je eine vermessen hat.",
    ),
    Member(
        "adler", "", "Tom", "Adler", False, "Hochuferkraft Energie SE", "Leiter Einkauf", "München", "b", 5.3,
        "Berliner Wassertage, Stand 14", 10, 38, 0.75, "Einkauf|Wasserkraft", 60,
        "Sagt lieber „kenne ich nur flüchtig“, als jemandem einen Gefallen zu tun. Deshalb wertvoll.",
    ),
    Member(
        "roth", "", "Ute", "Roth", True, "Stadtwerke Blauquell", "Leiterin Netze", "Ulm", "a", 14.8,
        "Nachbarhaus in der Frauenstraße", 9, 30, 0.8, "Ulm|Nachbarschaft|Lauftreff", 30,
        "Läuft dienstags an der Donau; wer mitläuft, lernt in fünf Kilometern drei Leute kennen.",
    ),
    Member(
        "blum", "", "Vera", "Blum", True, "Kiebitz Software GmbH", "Geschäftsführerin", "Ulm", "b", 4.1,
        "Projektleiterfrühstück Stuttgart", 8, 34, 0.7, "Ulm|Kunde", 90, "",
    ),
    Member(
        "ernst", "", "Udo", "Ernst", False, "Kesselblick Personal GmbH", "Personalberater", "Stuttgart", "a", 9.5,
        "gemeinsame Zeit bei Neckarbogen Maschinenbau", 7, 36, 0.45, "Headhunter|Jobsuche|Kollege von früher", 60,
        "Stellt gern vor. Etwas zu gern: bei jedem zweiten nachfragen.",
    ),
    Member(
        "nagel", "Dr.", "Karin", "Nagel", True, "Institut für Talsperrenkunde", "Leiterin Versuchshalle", "Stuttgart",
        "a", 11.0, "Modellversuch Iller, drei Winter lang", 7, 24, 0.8, "Wasserkraft|Mentor", 90, "",
    ),
    Member(
        "franz", "", "Klaus", "Franz", False, "Skyline Fördermittel GmbH", "Partner", "Frankfurt am Main", "b", 6.4,
        "Energieforum Frankfurt, Abendessen am Vierertisch", 6, 26, 0.25, "Förderung", 90,
        "Konnte sich an das Abendessen nicht erinnern. Auf dem Foto sitzt jemand anderes.",
    ),
    Member(
        "sommer", "", "Mario", "Sommer", False, "Sommer Success Circle", "Networker", "Frankfurt am Main", "b", 2.4,
        "Gründerküche Köln, Stehtisch", 4, 28, 0.1, "", 0,
        "6.800 Kontakte. Gefragt nach zwölf davon: kannte einen, und den nur vom Namen.",
    ),
    Member(
        "petersen", "", "Wiebke", "Petersen", True, "Hafenlogistik Nordelb", "Leiterin Schwergut", "Hamburg", "b", 3.7,
        "Verladung Trafo Kattwyk, nachts um drei", 6, 28, 0.85, "Lieferant", 60, "",
    ),
    Member(
        "kilic", "", "Emre", "Kılıçarslan", False, "Spreekiez Labs GmbH", "CTO", "Berlin", "b", 3.1,
        "Berliner Wassertage, Hackathon", 6, 27, 0.7, "Wasserkraft|Vortrag", 90, "",
    ),
    Member(
        "wang", "", "Jianguo", "Wang", False, "Qingdao Haiyun Pump Co.", "Head of Sourcing", "Qingdao", "b", 4.9,
        "Werksabnahme Qingdao, vier Tage Prüfstand", 4, 12, 0.75, "Lieferant|englisch", 180,
        "Schreibt seinen Namen auch 王建国. Anrufe nur vormittags, sieben Stunden Unterschied.",
    ),
    Member(
        "maurer", "Prof. Dr.", "Ingeborg", "von Maurach", True, "Hochschule Oberspree", "Professorin für Soziologie",
        "Berlin", "a", 8.2, "Beirat Talsperrendialog", 4, 18, 0.6, "Mentor|Vortrag", 180, "",
    ),
    Member(
        "moreno", "", "Lucía", "Peñalver", True, "Innkraftwerke Tirol", "Hydrologin", "Innsbruck", "b", 2.9,
        "Kleinwasserkraft-Tagung Innsbruck, Exkursion", 4, 19, 0.8, "Wasserkraft", 90, "",
    ),
    Member(
        "ott", "", "Sebastian", "Ott", False, "Kanzlei Brandmair Ott & Söhne", "Fachanwalt für Vergaberecht", "München",
        "a", 12.3, "gemeinsamer Bolzplatz, später gemeinsame Vergaberüge", 4, 20, 0.65, "Recht", 90, "",
    ),
    Member(
        "dahl", "", "Freja", "Ravnsborg", True, "Øresund Pumps A/S", "Area Sales Manager", "Kopenhagen", "b", 3.3,
        "Hannover Messe, Standparty mit Akkordeon", 3, 12, 0.7, "Messe Hannover|englisch|Lieferant", 120, "",
    ),
    Member(
        "heide", "", "Sabine", "Heide", True, "Münsterblick Verlag", "Personalreferentin", "Ulm", "a", 6.0,
        "Elternbeirat Ulm-Weststadt", 0, 9, 0.7, "Ulm|Nachbarschaft", 180, "",
    ),
    Member(
        "zoeller", "", "Katrin", "Zöllner", True, "Bodensee-Bote", "Redakteurin", "Konstanz", "", 0,
        "", 0, 7, 0.6, "Presse", 0, "",
    ),
    Member(
        "vogt", "", "Lea", "Vogt", True, "Sendlinger Datenwerkstatt", "Product Owner", "München", "b", 1.7,
        "Regionalgruppe Wasserbau München", 0, 14, 0.7, "Vortrag", 60, "",
    ),
    Member(
        "brandt", "", "Jörn", "Brandt", False, "Werft Kattwyk & Co.", "Schweißfachingenieur", "Hamburg", "a", 16.5,
        "Zivildienst, Rettungswache Elmshorn", 2, 12, 0.8, "Weihnachtskarte", 90,
        "Ruft selbst nie an, freut sich aber jedes Mal so, dass man sich schämt, nicht öfter anzurufen.",
    ),
)  # fmt: skip
"""The order gives the first ids of the book."""

FALLEN = {
    "franz": (38, "Beim Anruf: „Wer? Das muss eine Verwechslung sein.“ Das Abendessen war mit jemand anderem."),
    "sommer": (64, "Nach drei Gegenproben: kennt niemanden von denen, die sich auf ihn berufen."),
}
"""Members whose ground fell: days ago, and why."""
