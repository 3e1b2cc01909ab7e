"""Invented names from several languages, and a drawer that never gives the same name twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netz_tui.desk.demo.dice import chance

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts, and as it is written in full; `feminine` tells which form of a job title fits."""

    full: str
    given: str
    family: str
    feminine: bool
    prefix: str = ""
    suffix: str = ""
    middle: str = ""
    origin: str = "de"


_TABLES: dict[str, tuple[str, str, str]] = {
    "de": (
        (
            "Anja Antje Astrid Barbara Beate Birgit Britta Carola Christa Claudia Cornelia Dagmar Elke Esther "
            "Eva Franziska Friederike Gabriele Gesa Gudrun Hanna Heike Heidrun Helga Imke Ines Iris Jana "
            "Johanna Judith Jule Karin Katharina Katja Kerstin Lea Lena Leonie Luise Magdalena Margarete "
            "Marlene Meike Monika Nadine Nele Nicole Paula Pia Regine Renate Ronja Sabine Saskia Silke Solveig "
            "Sonja Stefanie Susanne Svenja Tanja Theresa Ulrike Ute Verena Vera Viola Wiebke Anna-Lena "
            "Eva-Maria Marie-Luise"
        ),
        (
            "Achim Albrecht Alexander Andreas Arne Axel Bastian Benedikt Bernd Björn Burkhard Carsten Christoph "
            "Clemens Detlef Dieter Dirk Eckart Enno Erik Fabian Felix Florian Frank Georg Gerd Gero Günther "
            "Hannes Hartmut Hauke Heiko Helmut Henning Holger Ingo Jakob Joachim Jonas Jörg Jörn Jürgen Kai "
            "Karsten Klaus Konrad Lars Lennart Lorenz Lothar Ludwig Lutz Malte Marius Matthias Moritz Niels "
            "Oliver Ole Otto Philipp Rainer Ralf Roland Rüdiger Sebastian Sönke Stefan Thilo Thorsten Till Udo "
            "Uwe Volker Werner Wolfgang Hans-Peter Karl-Heinz"
        ),
        (
            "Abendroth Ackermann Ahrens Asmussen Bachofer Baumgärtner Beckenbach Biermann Birkenfeld Blaschke "
            "Bödeker Böhringer Brandstätter Brömmelhaus Bruns Bücheler Burmester Claußen Daubner Deichmüller "
            "Diekmann Dörfler Drechsler Ebersbach Eichhorn Eisele Engelbrecht Esslinger Fahrenholz Falkner "
            "Feuerstein Fichtner Flöter Frickenhelm Fröhlich Gansel Gehrke Geßner Glöckner Gräfe Grothusen "
            "Gutbrod Haberkorn Hagedorn Hansmann Haßelhorst Heinzelmann Hellwege Herbst Hinrichsen Hölzle "
            "Hüttenrauch Immendörfer Jacobsen Jäckle Junghans Kaltenbach Käßbohrer Kettelhut Kleinschmidt "
            "Klöpfer Knobloch Köhnlein Krahwinkel Kretschmann Kühnle Laible Landgraf Leinweber Lichtblau "
            "Lindenau Löbel Lüdemann Mahlstedt Maibaum Mangold Meßmer Mittelstaedt Möhrle Morgenroth Nachtigall "
            "Neidhardt Nothdurft Oberländer Oehme Ostendorf Pfannkuch Pfleiderer Poggensee Quandtner Rademacher "
            "Rauschenberger Rehbein Riedinger Rossbach Rübsamen Sandvoß Schäufele Schimmelpfennig Schlüter "
            "Schnabel Schöllhorn Schröter Schwarzkopf Seitz Siebenhaar Sommerfeld Späth Stahnke Steinbrecher "
            "Stöckle Strohmeyer Süß Tiedemann Trautwein Übelacker Uhlenbrock Vollmer Voßkamp Wäldin Weidenbach "
            "Weißflog Wendlandt Wiesengrund Windisch Wörner Zabel Zeisig Zipperle Züfle"
        ),
    ),
    "tr": (
        "Ayşe Elif Zeynep Gülşah Nur Derya Sevgi Ebru Pınar Yıldız Fatma Hülya",
        "Mehmet Emre Hakan Can Deniz Kıvanç Barış Özgür Tarık Çağlar İlker Umut",
        (
            "Yıldızlı Aydınoğlu Kılıçarslan Öztürkmen Şahinbey Demirkan Güneşli Çelikkol Karadağlı Işıksal "
            "Toprakçı Ünverdi"
        ),
    ),
    "pl": (
        "Agnieszka Małgorzata Joanna Kasia Beata Ewa Zofia Łucja",
        "Tomasz Paweł Krzysztof Łukasz Wojciech Marek Stanisław Michał",
        "Wójcikiewicz Kaczmarczyk Gołąbek Dąbrowicz Zielonka Żurek Świątek Pawlaczek Majchrzyk Ostrówek",
    ),
    "fr": (
        "Chantal Élodie Hélène Mireille Noémie Sylvie Aurélie Françoise",
        "Thibault Étienne Loïc Rémi Gaël Benoît Hervé Mathéo",
        ("Beauregard Delaunay-Petit Lefèvre-Mont Charbonnel Géraudie Vauquelin Maréchaux d’Aubremont Prévert-Lac"),
    ),
    "en": (
        "Fiona Heather Imogen Siobhán Tamsin Rowena Grace Harriet",
        "Alistair Desmond Gareth Nigel Rory Callum Fergus Tobias",
        ("Ashgrove O’Dwyerson Pemberwick Thistleton Blackwater-Hurst Fairweather McAllanby Whitlocke Underhillock"),
    ),
    "da": (
        "Mette Freja Kirsten Sørine Bodil Inge-Lise",
        "Søren Rasmus Jeppe Bjarke Anders Holger",
        "Søndergaardsen Kjærholm Bøgelund Ravnsborg Østergren Møllegård Højby Lundqvistsen",
    ),
    "vi": (
        "Thị_Hoa Minh_Châu Bích_Ngọc Thu_Hà Lan_Anh",
        "Văn_Đức Quang_Huy Hữu_Phước Tuấn_Anh Đình_Long",
        "Nguyễn Trần Phạm Đặng Võ Bùi",
    ),
    "es": (
        "Lucía Begoña Inés Marisol Ángela",
        "Joaquín Íñigo Andrés Ramón Óscar",
        "Montecillo Arroyuelo Ibáñez-Prado Peñalver Castellón Nogueira",
    ),
}
"""Feminine and masculine given names and family names; `_` stands for a blank inside one."""

_CHINESE = (
    "Li Fang 李芳 f|Wang Jianguo 王建国 m|Zhang Meiling 张美玲 f|Chen Haoran 陈浩然 m|"
    "Liu Xiaoyan 刘晓燕 f|Zhao Peng 赵鹏 m|Xu Yuting 徐雨婷 f|Sun Zhiqiang 孙志强 m|"
    "Lin Shufen 林淑芬 f|Guo Ming 郭明 m|He Ruolan 何若兰 f|Tang Wenbo 唐文博 m"
)
_JAPANESE = "Sato Haruka 佐藤春香 f|Tanaka Shinji 田中慎二 m|Mori Keiko 森恵子 f"
_EAST = tuple(tuple(line.split()) for line in f"{_CHINESE}|{_JAPANESE}".split("|"))

_ODD = (
    Name(
        "Prof. Dr. Dr. h. c. Friedrich Wilhelm Maximilian Graf von der Recke zu Hohenstein-Wallenberg",
        "Friedrich",
        "von der Recke zu Hohenstein-Wallenberg",
        feminine=False,
        prefix="Prof. Dr. Dr. h. c.",
        middle="Wilhelm Maximilian",
    ),
    Name(
        "Alexandra Konstantina Papadopoulou-Schweighofer-Lindenthal, MBA",
        "Alexandra",
        "Papadopoulou-Schweighofer-Lindenthal",
        feminine=True,
        middle="Konstantina",
        suffix="MBA",
    ),
    Name("Müller [geb. Schmidt]", "", "Müller [geb. Schmidt]", feminine=True),
    Name("Anna [ACME]", "Anna", "[ACME]", feminine=True),
    Name("Suryadi", "", "Suryadi", feminine=False),
    Name("Nirmala", "Nirmala", "", feminine=True),
    Name("Lars (Laszlo) Kőszegi-Buda", "Lars (Laszlo)", "Kőszegi-Buda", feminine=False),
    Name("Þórunn Ægisdóttir", "Þórunn", "Ægisdóttir", feminine=True),
    Name("Dr.-Ing. Ottokar Freiherr von und zu Wasserfall", "Ottokar", "von und zu Wasserfall", False, "Dr.-Ing."),
    Name("Wolfgang E. Buchholzer sen.", "Wolfgang", "Buchholzer", False, suffix="sen.", middle="E."),
    Name("Katharina „Kaddi“ Ohlendieck", "Katharina", "Ohlendieck", feminine=True),
    Name("Ng", "", "Ng", feminine=False),
)
"""Names that every screen has to bear: very long, of one word, with brackets, quotes and several titles."""

_PREFIXES = ("Dr.", "Dr.", "Dr.", "Dr.", "Dipl.-Ing.", "Prof. Dr.", "Dr. med.", "Dr.-Ing.", "Dr. iur.", "Mag.")
_WEIGHTS = (("de", 74), ("tr", 6), ("pl", 5), ("fr", 4), ("en", 4), ("da", 3), ("vi", 2), ("es", 2))


class Namer:
    """Draws names: first the odd ones now and then, else by weight of the languages; each full name once."""

    def __init__(self, rng: Random, used: set[str]) -> None:
        self._rng = rng
        self._used = set(used)
        self._odd = list(_ODD)
        self._east = list(_EAST)
        self._tables = {
            origin: tuple(tuple(word.replace("_", " ") for word in column.split()) for column in columns)
            for origin, columns in _TABLES.items()
        }
        self._origins = [origin for origin, weight in _WEIGHTS for _ in range(weight)]

    def draw(self) -> Name:
        """Return a new name."""
        if self._odd and chance(self._rng, 0.03):
            name = self._odd.pop(0)
        elif self._east and chance(self._rng, 0.03):
            name = _eastern(*self._east.pop(0))
        else:
            name = self._common()
        if name.full in self._used:
            return self.draw()
        self._used.add(name.full)
        return name

    def _common(self) -> Name:
        rng = self._rng
        origin = rng.choice(self._origins)
        feminine = chance(rng, 0.48)
        givens, families = self._tables[origin][0 if feminine else 1], self._tables[origin][2]
        given, family = rng.choice(givens), rng.choice(families)
        if origin == "vi":
            return Name(f"{family} {given}", given, family, feminine, origin=origin)
        return self._adorned(given, family, feminine, origin, families)

    def _adorned(self, given: str, family: str, feminine: bool, origin: str, families: tuple[str, ...]) -> Name:
        rng = self._rng
        prefix = rng.choice(_PREFIXES) if chance(rng, 0.11) else ""
        if origin == "de":
            if chance(rng, 0.06):
                family = f"{family}-{rng.choice(families)}"
            elif chance(rng, 0.025):
                family = f"{rng.choice(('von', 'von der', 'zur', 'van', 'vom'))} {family}"
        return Name(f"{prefix} {given} {family}".strip(), given, family, feminine, prefix, origin=origin)


def _eastern(family: str, given: str, script: str, sex: str) -> Name:
    return Name(f"{family} {given} {script}", given, family, feminine=sex == "f", origin="cn")
