"""The wordings, German and English, in which a message names who brought two people together."""

from __future__ import annotations

import re

from netz_tui.fold import fold

_UPPER = "A-ZÀ-ÖØ-ÞĆČĎĐĞĹŁŃŇŐŒŘŚŞŠŤŮŰŹŻŽΑ-ΩА-Я\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = rf"(?:[{_UPPER}]\.|[{_UPPER}]['’]?\w[\w'’-]*+|[\u3040-\u9fff\uac00-\ud7af])"
_PARTICLE = r"(?:von|van|de|der|den|zu|zur|vom|da|di|du|le|la|al|bin)"
_NAMED = rf"(?P<name>{_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{_WORD}){{0,3}})"
_TITLE = (
    r"(?P<title>(?:(?:Herrn?|Hrn?\.|Frau|Fr\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Prof\.|Professorin|Professor|Ing\.|Mag\.|"
    r"Dipl\.-\w+\.?|(?:med|jur|rer|nat|phil|h\.c)\.)\s+){0,4}+)"
)
_OF = r"(?:mein|dein|sein|ihr|unser|euer|eur|ein|d)(?:e[mnrs]?|er|as|ie)?|[Ii]hr(?:e[mnrs]?)?|my|your|our|a|the"
_ALIKE = (
    r"(?:gemeinsame|gute|alte|liebe|ehemalige|frühere|früherer|langjährige)[mnrs]?|common|mutual|old|good|dear|former"
)
_PERSON = (
    r"(?:[\w]+-?)?(?:[Ff]reund(?:in|e|es|en)?|[Bb]ekannte[mnrs]?|[Kk]olleg(?:in|en|e)|[Cc]hef(?:in)?|[Ss]chwester|[Bb]ruder|[Mm]ann|"
    r"[Tt]ochter|[Ss]ohn|[Nn]achbar(?:in|n)?|[Pp]artner(?:in|s)?|[Mm]itarbeiter(?:in|s)?|[Mm]entor(?:in)?|[Kk]ontakt|[Kk]unde[n]?|"
    r"[Kk]undin|[Ss]tudienkolleg(?:in|en|e)|[Ff]riend|[Cc]olleague|[Aa]cquaintance|[Cc]ontact|[Ss]ister|[Bb]rother|[Ww]ife|"
    r"[Hh]usband|[Nn]eighbou?r|[Cc]lient|[Cc]ousin|[Bb]oss|[Cc]onnection)"
)
_RELATION = rf"(?P<relation>(?:(?:{_OF})\s+)?(?:(?:{_ALIKE})\s+)*{_PERSON},?\s+|)"
WHO = rf"{_RELATION}{_TITLE}{_NAMED}"

_BEFORE = (
    # how both know each other
    r"kenn(?:e|en|t)\s+(?:uns|wir\s+uns|Sie|dich|einander)\s+(?:\w+\s+)?(?:über|durch|von)",
    r"know\s+(?:each\s+other|you|one\s+another)\s+(?:through|from|via|by)",
    r"(?:met|introduced)\s+(?:each\s+other\s+)?(?:through|via)",
    # who advised it
    r"(?:Empfehlung|Anraten|Vermittlung|Vorschlag|Rat|Hinweis|Tipp|Wunsch|Initiative|Einladung)\s+(?:von|durch)",
    r"(?:[Rr]ecommended|[Ii]ntroduced|[Rr]eferred|[Ss]uggested|[Pp]ointed|[Ff]orwarded)\s+(?:(?!by)\w+\s+){0,2}by",
    r"(?:[Rr]ecommendation|[Ii]ntroduction|[Rr]eferral|[Ss]uggestion|[Aa]dvice|[Rr]equest)\s+(?:of|from|by|via)",
    r"Gespräch\s+mit",
    r"(?:spoke|spoken|talked|speaking|talking)\s+(?:with|to)",
    # who greets
    r"(?:Grüße|Gruß|Grüsse|Gruss)\s+(?:auch\s+)?von",
    r"(?:soll|sollte|darf|möchte)\s+(?:\w+\s+){0,3}(?:grüßen\s+)?von",
    r"(?:regards|greetings|hello|hi|wishes)\s+from",
    # who gave the address
    r"(?:Nummer|Adresse|Kontakt(?:daten)?|Namen?|E-?Mail(?:-?[Aa]dresse)?|Mailadresse|Profil|Visitenkarte)\s+(?:\w+\s+){0,3}von",
    r"(?:name|number|address|contact|details|e-?mail|card)\s+(?:\w+\s+)?from",
    r"(?:gab|empfahl|riet|erzählte|nannte|schickte|sagte)\s+(?:mir|mich|uns)(?:\s+(?:auch|gestern|neulich|damals))?",
    r"(?:hat|hatte|haben)\s+(?:mir|mich|uns)(?:\s+(?:auch|gestern|neulich|damals|kürzlich))?",
    # whose friend the sender is
    (
        r"(?:Freund(?:in)?|Bekannte[r]?|Kolleg(?:e|in)|Schwester|Bruder|Frau|Mann|Tochter|Sohn|Nachbar(?:in)?|Partner(?:in)?|"
        r"Mitarbeiter(?:in)?)\s+von"
    ),
    r"(?:friend|colleague|acquaintance|sister|brother|wife|husband|partner|neighbou?r|client|cousin)\s+of",
    r"(?:arbeite(?:t|te)?|zusammengearbeitet)\s+(?:\w+\s+){0,3}mit",
    r"work(?:ed|ing)?\s+(?:\w+\s+)?with",
)
_GIVEN = (
    r"(?:empfohlen|gegeben|erzählt|gesagt|geraten|vorgestellt|genannt|geschickt|verwiesen|aufmerksam|vermittelt|ermutigt|"
    r"gebeten|weitergegeben|weitergeleitet|bekannt\s?gemacht|hingewiesen|erwähnt|geschwärmt|zusammengebracht|gehört|erfahren|"
    r"bekommen|erhalten)"
)
_AFTER = (
    rf"(?:hat|hatte|habe|haben)\s+(?:mir|mich|uns|Sie|dich|Ihre[nmrs]?|Ihnen|dir|deine[nmrs]?|von)\b[^.!?]{{0,80}}?\b{_GIVEN}",
    (
        r"(?:meint|meinte|sagt|sagte|empfahl|empfiehlt|schlug|verwies|erzählte|riet|gab\s+mir|nannte|kennt\s+uns|"
        r"stellte\s+uns|brachte\s+uns|schickt\s+mich|schickte\s+mich|bat\s+mich|lässt\s+(?:Sie\s+|dich\s+|herzlich\s+|schön\s+)*grüßen)\b"
    ),
    (
        r"(?:suggested|suggests|recommended|recommends|told\s+me|mentioned|said|says|gave\s+me|introduced|thought|thinks|"
        r"referred\s+me|pointed\s+me|sent\s+me|put\s+(?:us|me)\s+in\s+touch|connected\s+us|asked\s+me|sends\s+(?:\w+\s+)?(?:regards|greetings))\b"
    ),
)
_LED = (
    rf"von\s+{WHO}\s+(?:\w+\s+)?{_GIVEN}\b",
    rf"(?:[Tt]hanks|[Dd]ank)\s+(?:to|an)\s+{WHO}\s+(?:for|für)\b",
)
CLEAR = (
    *(re.compile(rf"\b{before}\s+{WHO}") for before in _BEFORE),
    *(re.compile(led) for led in _LED),
    re.compile(rf"(?<![\w@]){WHO},?\s+(?:{'|'.join(_AFTER)})"),
)
"""Wordings in which a name is that of an introducer, the surest first."""
GENITIVE = re.compile(
    rf"\b(?i:auf|nach|dank|at|on|following)\s+{WHO}\s+"
    r"(?:Empfehlung|Anraten|Vermittlung|Vorschlag|Rat|Hinweis|Wunsch|recommendation|suggestion|advice|introduction|request)\b"
)
LOOSE = re.compile(rf"\b(?:[Üü]ber|[Dd]urch|[Vv]ia|[Tt]hrough)\s+{WHO}")
"""Words that lead to a name as well as to anything else."""
ABOUT = re.compile(
    r"(?:freue?n?|Freude|Vortrag|Artikel|Buch|Beitrag|Text|sprech\w*|gesprochen|red\w+|schreib\w*|geschrieben|inform\w+|Informationen|"
    r"mehr|alles|viel|etwas|nichts|diskut\w+|nachge\w+|Austausch|Frage\w*|hinweg|lach\w*|Film|Podcast|"
    r"walk\w*|go\w*|scroll\w*|look\w*|read\w*)[^.!?\n]{0,25}$"
)
"""What stands before a word like "über" when it tells the subject, not the way."""


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


SUBJECTS = _folded(
    """
    ich sie er wir ihr man das die der den dem des ein eine einen einem einer es mein meine meinen dein deine unser
    unsere ihre ihren ihrem ihrer ihnen seine dieser diese dieses jeder jemand niemand wer was alle viele keiner
    kein keine the a an my your our his her their this that it i he she we they you someone somebody everybody
    everyone nobody people who what
    """
)
"""Words, folded, that make what follows no name unless a title or a relation says so."""
NO_NAME = _folded(
    """
    hallo hi hello hey dear guten gute liebe lieber liebes sehr vielen viele dank danke beste herzliche schone
    freundliche grusse gruss regards best kind thanks thank please bitte leider gestern heute morgen damals neulich
    kurzlich letzte letzten letztes nachste nachsten woche monat jahr gerne gern vielleicht denn aber und oder and
    or but also yesterday today tomorrow recently unfortunately last next week month year maybe yes no ja nein
    anfang ende mitte januar februar marz april mai juni juli august september oktober november dezember january
    february march may june july october december monday tuesday wednesday thursday friday saturday sunday montag
    dienstag mittwoch donnerstag freitag samstag sonntag weihnachten ostern christmas easter xing linkedin google
    facebook instagram twitter whatsapp zoom teams skype meetup youtube stepstone indeed github internet web website
    webseite homepage app e email emails mail mails post telefon phone handy sms newsletter chat blog podcast messe
    messen konferenz tagung kongress workshop seminar kurs lehrgang vortrag webinar event veranstaltung stammtisch
    treffen gruppe forum verein verband netzwerk community plattform portal seite profil profile kontakt kontakte
    contact contacts kontaktaufnahme vernetzung anfrage nachricht antwort ruckmeldung interesse austausch gesprach
    empfehlung vermittlung suche zufall umwege umwegen zuruf mundpropaganda presse zeitung fernsehen radio
    fachpresse artikel buch beitrag anzeige firma unternehmen verlag hochschule universitat uni schule institut
    agentur kanzlei praxis buro team abteilung arbeit beruf projekt projekte branche thema themen leistung
    leistungen produkt produkte kunden kunde angebot angebote stelle job jobs ihk hwk vdi vhs tu fh bni rotary lions
    handelskammer handwerkskammer arbeitsamt arbeitsagentur amazon ebay microsoft sap bosch siemens daimler corona
    covid digitalisierung software marketing vertrieb personal hr it ki ai freude spass mut zeit geld hoffnung kraft
    erfahrung erfahrungen wissen ruhe gluck glauben fleiss ausbildung studium seminare zusammenarbeit chef chefin
    familie freunde kollegen bekannte mensch menschen leute herz herzen companies company group school university
    college conference fair meeting course business people work chance coincidence word mouth search department
    project nummer adresse name namen visitenkarte kontaktdaten link tipp hinweis rat sie du ihnen dir euch ihre
    ihren ihrem ihrer ihr ihres mich mir uns ich wir es er man mein meine meinen meiner meinem dein deine deinen
    unser unsere unserem the my your our me you i he she we they this that der die das den dem des ein eine einen
    einem einer
    """
)
"""Words, folded, that end a name, or show that there is none."""
ABSTRACT = re.compile(
    r"\w{3,}(?:ungen|ung|heit|keit|schaft|tion|tionen|ismus|tat|messe|tage?|seite|gruppe|kreis|netz|werk|seminar|themen)$"
)
"""Endings, folded, of German nouns that are hardly ever a family name."""
LEGAL = frozenset(
    [
        "ag",
        "gmbh",
        "mbh",
        "kg",
        "kgaa",
        "se",
        "ev",
        "eg",
        "gbr",
        "ohg",
        "ug",
        "ltd",
        "limited",
        "inc",
        "corp",
        "llc",
        "plc",
        "sa",
        "sarl",
        "bv",
        "oy",
        "ab",
        "consulting",
        "group",
    ]
)
"""Words, folded, after which a name is that of a company."""
