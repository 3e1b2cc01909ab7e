"""Sentences of which notes of conversations are made, by what they are about; `{…}` is filled in by `notes`."""

from __future__ import annotations


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


KNOWN = _lines("""
Kennen uns seit {since} aus: {place}. Hat sich sofort erinnert, sogar an den Kaffee.
Seit {since} bekannt ({place}). Stimme sofort erkannt.
{place}, {since}: wir haben beide dieselbe Anekdote erzählt, nur mit anderem Ende.
Wusste noch, dass ich {since} ständig zu spät kam. Stimmt leider. ({place})
Alte Verbindung: {place}, {since}. Ein Anruf genügte, als wäre nichts gewesen.
Hat ungefragt drei gemeinsame Namen aus {place} genannt. Passt alles. Bekannt seit {since}.
{since}, {place}. Duzen uns wieder, nach einer höflichen Schrecksekunde.
Erinnert sich an mich als „der mit dem Klapprad“. Grundlage klar: {place}, seit {since}.
""")

MET = _lines("""
Getroffen {since}, {place}. Erinnert sich an den Vortrag, nicht an die Folien.
{place}, {since}: standen zusammen in der Schlange vor dem einzigen Wasserspender.
Hatte meine Karte von {since} ({place}) noch in der Jacke. Beeindruckend.
Wir saßen {since} nebeneinander: {place}. Hat damals meinen Kugelschreiber geliehen – und ihn noch.
Begegnung {place}, {since}. Wusste noch den Streit auf dem Podium Wort für Wort.
Treffen war {since}, {place}; zehn Minuten im Regen auf dasselbe Taxi gewartet.
{place}: gemeinsame Führung durch die Halle, {since}. Konnte mich korrekt beschreiben.
Haben uns {since} persönlich gesehen ({place}). Meine Frage im Plenum kam wohl an.
{place}, {since}. Beide erinnern sich an den Feueralarm, niemand an den Anlass.
Gesehen {since}: {place}. Hat das Namensschild aufgehoben, meines.
{since} war es: {place}. Wir haben den letzten Kuchen geteilt, nicht ganz gerecht.
Damals ({place}, {since}) nur zehn Sätze gewechselt, aber die richtigen.
{place}. Weiß noch, wer {since} neben mir eingeschlafen ist.
""")

THROUGH = _lines("""
{intro} hat uns zusammengebracht; kennen sich seit Jahren ({org}).
Kommt über {intro}. Konnte ohne Zögern sagen, woher: gemeinsames Projekt, {topic}.
{intro} habe gesagt: „Ruf den an, der telefoniert noch.“ Stimmt.
Über {intro} – erzählte, wie die beiden in {city} einen Zug verpasst haben. So etwas denkt sich keiner aus.
{intro} und {family}: gleicher Jahrgang, gleicher Humor. Einschätzung deckt sich.
Bezieht sich auf {intro}; wusste, was wir zuletzt besprochen hatten. Also reden die wirklich miteinander.
Vermittlung durch {intro}, Stichwort {topic}. Nüchtern, freundlich, kein Verkaufsgespräch.
Kennt {intro} aus dem Chor, nicht aus der Firma. Umso besser.
Erst der Gruß von {intro}, dann die Frage, dann das Anliegen. Genau in dieser Reihenfolge.
{intro} stand als Referenz schon im zweiten Satz – und dann kam wirklich eine Geschichte dazu.
Woher {intro}? „Acht Jahre Fahrgemeinschaft, {city} hin und zurück.“ Das reicht.
Hat mit {intro} die Prüfung zu {topic} wiederholt. Beide. Zweimal.
{intro} hatte mich vorgewarnt: erst zäh, dann herzlich. Kam genau so.
Über {intro} vermittelt; die Telefonnummer kam auf einem Bierdeckel.
{intro} und ich wurden gleichzeitig gelobt und getadelt. Kennt uns beide also gut.
Konnte {intro} imitieren. Das kann nur, wer lange zugehört hat.
""")

TALK = _lines("""
Thema war {topic}; hat mehr gefragt als erzählt, angenehm.
{topic}: dieselbe Baustelle wie bei uns, nur mit anderem Schild.
Lange über {topic} gesprochen, dann doch über Kinder und Dachrinnen.
Neuer Chef, alte Probleme. {topic} liegt seit {month} auf Eis.
Hat zwanzig Minuten von {topic} erzählt, ich habe hauptsächlich genickt. Am Telefon.
Wechselt zum {month} innerhalb von {org}, bleibt aber in {city}.
Sitzt jetzt zwei Tage in {city}, drei Tage im Homeoffice mit Hund.
Der Hund heißt wie mein Abteilungsleiter. Ich habe nichts gesagt.
Ist nach der Elternzeit zurück; {topic} macht inzwischen jemand anderes.
{org} baut um: aus drei Abteilungen werden vier. Niemand weiß, warum.
Hatte Grippe, klang wie ein schlecht geölter Schieber. Kurz gehalten.
Fragt, wie es mit der Suche läuft. Ehrlich gefragt, ehrlich geantwortet.
Zu {topic} gibt es endlich ein Gutachten; es widerspricht dem vorigen.
Erzählt, dass {other} jetzt auch mit {topic} zu tun hat.
Liest gerade ein Buch über Talsperren. Freiwillig.
War im Urlaub in einem Pumpspeicherkraftwerk. Die Familie hat es überlebt.
Hat meinen Rat vom letzten Mal befolgt, und es hat trotzdem geklappt.
{topic}: der Termin ist weg, das Budget noch da. Sonst ist es immer umgekehrt.
Kennt das Problem mit {topic} aus {city} und hat eine Vorlage dafür.
Beschwert sich nie, außer über die Bahn. Heute: viel über die Bahn.
Plant ein Sabbatical ab {month}; nach außen heißt es „Projektpause“.
Ist die einzige Person, die bei {org} noch Fax kann. Fühlt sich unersetzlich.
Hat bei {topic} gegen alle recht behalten und trägt es mit Fassung.
Gerade aus der Betriebsversammlung gekommen, entsprechend gesprächig.
Wollte eigentlich {other} erreichen und hat sich gefreut, dass ich dran war.
Sucht für {topic} jemanden, der rechnen *und* reden kann.
Macht nebenbei den Vorsitz im Kleingartenverein: „härter als jede Vergabe“.
Zieht von {city} weg, wenn das mit der Wohnung klappt.
Hat das Rauchen aufgehört und spricht jetzt doppelt so schnell.
Der Sohn studiert Wasserbau. Wir haben beide kurz geschwiegen.
{topic} wurde vom Vorstand „zur Chefsache erklärt“, also passiert nichts.
Von der Ausschreibung wusste ich schon, von den Gründen nicht.
Hat {other} vor Jahren eingestellt und ist heute noch stolz darauf.
Sehr müde, sehr freundlich. {topic} geht in die dritte Runde.
Lobt {other} ungefragt. Merken.
Wir haben festgestellt, dass wir im selben Freibad schwimmen. Bahn 3 und Bahn 4.
Erklärt {topic} so, dass ich es wiedergeben könnte. Selten.
Hat sich für den schroffen Ton vom letzten Mal entschuldigt; mir war keiner aufgefallen.
Freut sich über den Anruf „ohne Anlass“. Genau darum geht es.
Rechnet mit einem Angebot aus {city}, will aber eigentlich bleiben.
Hat mir {topic} erklärt wie einem Vierjährigen. War nötig.
Musste mitten im Satz weg: Wasser im Keller. Ausgerechnet.
Hat sich bei {org} innerlich schon verabschiedet, äußerlich noch nicht.
Klingt erleichtert: {topic} ist endlich abgenommen.
Die Abteilung in {city} wird kleiner, die Aufgaben nicht.
War auf Kur und hat dort drei Leute aus der Branche getroffen. Erholung sieht anders aus.
Lernt Dänisch, „falls {org} verkauft wird“. Mehr war nicht zu erfahren.
Streit um {topic}: beide Seiten haben mir unabhängig voneinander recht gegeben.
Hat eine alte Zeichnung gefunden, auf der mein Name falsch geschrieben ist. Bekomme eine Kopie.
Sagt, {other} und ich seien „vom selben Schlag“. Nehme ich als Lob.
Neues Büro in {city}, Blick aufs Wasser, Heizung folgt.
Wird Großvater oder Großmutter, je nachdem, wen man in der Familie fragt.
{topic} muss neu gerechnet werden. Diesmal mit Komma an der richtigen Stelle.
Macht am Wochenende Imkerei und bringt Geduld mit ins Büro.
Hat die Stelle abgelehnt, über die alle reden. Gründe überzeugend.
Will wissen, ob man meinem Urteil über {other} trauen kann. Gute Frage.
Ausführlich über {topic}; am Ende hatten wir beide eine Seite Notizen.
Die Vertretung bei {org} hat dreimal „das macht sonst jemand anderes“ gesagt.
Fragt nach einem Vortrag in {city}. Honorar: Zwiebelkuchen.
Hatte gerade {other} am anderen Apparat. Grüße hin und her getragen.
Baut das Haus um und spricht über Statik wie andere über Fußball.
Rechnet nicht mehr mit {topic} in diesem Jahr. Ich auch nicht.
Ist in den Betriebsrat gewählt worden, „aus Versehen, aber gern“.
Hat seit {month} einen Lehrling und sagt jetzt ständig „warum eigentlich?“.
Vermisst die alte Runde in {city}. Ich habe die Nummern noch alle.
""")

NEXT = _lines("""
meldet sich im {month}
schicke den Artikel über {topic}
Treffen vorschlagen, wenn ich in {city} bin
fragt {other}, ob noch jemand gesucht wird
Unterlagen zu {topic} bis {weekday}
Geburtstag ist im {month} – notieren
Kaffee in {city}, Termin offen
nach dem Umzug noch einmal anrufen
{other} vorstellen, mit Ansage
im {month} nach {topic} fragen
Rückruf nach der Messe
hat mein Profil gelesen, findet den Anfang zu brav
Lebenslauf noch nicht schicken, erst {topic} abwarten
kennt den Bereichsleiter, vermittelt aber nur bei echtem Bedarf
gemeinsame Fahrt nach {city} prüfen
nicht vor {weekday} anrufen
empfiehlt die Tagung im {month}
will {other} kennenlernen – erst {other} fragen
Stelle wird erst im {month} ausgeschrieben
bekommt von mir die Liste der Gutachter
""")

VERDICT = _lines("""
Belastbar? Ja, ohne Umweg.
Würde ich empfehlen, und zwar ungern – den Kontakt behalte ich lieber selbst.
Gutes Gefühl. Wenig Worte, die aber halten.
Zuverlässig; sagt auch, was nicht geht.
Kennt meinen Namen in einem Jahr noch. Ich wette darauf.
Verbindlich bis in die Betreffzeile.
Eher vorsichtig, aber ehrlich dabei.
Meinung, kein Faktum: sehr angenehm.
Warm geworden nach zehn Minuten; davor Wetter.
Hält Zusagen. Dreimal geprüft, dreimal gehalten.
Fachlich stark, Geduld ausbaufähig (auf beiden Seiten).
Wer so über Kollegen spricht, spricht auch gut über mich.
""")

SHORT = _lines("""
Kurz: {topic}. Mehr im {month}.
Nur Geburtstagsgruß. Gefreut.
Zwischen zwei Terminen; {topic} läuft.
Rückfrage zu {topic} geklärt.
Hat {other} meine Nummer gegeben, mit Ansage.
Sagt ab für {weekday}, neuer Termin im {month}.
Glückwunsch zur neuen Stelle bei {org}.
Bedankt sich für den Hinweis auf {topic}.
Wetter, Bahn, {topic}. In dieser Reihenfolge.
Wollte nur hören, ob ich noch in Ulm bin. Bin ich.
Alles gut in {city}.
Drei Minuten {topic}, eine Minute Weltlage.
Im Auto erreicht, Funkloch bei {city}, fertig.
Fragt nach {other}. Gute Nachrichten weitergegeben.
{weekday} im Büro erreicht, {month} passt.
""")

MEETING = _lines("""
Mittagessen in {city}, Linsen mit Spätzle. Zahlt beim nächsten Mal.
Kaffee am Bahnhof {city}; aus zwanzig Minuten wurden zwei Stunden und ein späterer Zug.
Gemeinsam durchs Werk von {org}: laut, sauber, stolz.
Spaziergang am Wasser in {city}. Reden geht im Gehen besser.
Treffen auf der Messe, Halle mit den viel zu kleinen Stühlen.
Frühstück in {city}. Hat mir {other} persönlich vorgestellt.
Im Vereinsheim; das Bier war warm, das Gespräch auch.
Besuch in {city}: Baustelle besichtigt, Helm stand mir nicht.
Zufällig im Zug nach {city} getroffen und bis zur Endstation geredet.
Abendessen mit {other}; die beiden kennen sich wirklich, das sieht man.
""")

EVENT = _lines("""
Vortrag zu {topic}, danach am Stehtisch. Drei Leute, ein Teller Brezeln.
Stammtisch in {city}: saß zwischen {other} und der Tür.
Podium zu {topic}; auf der Bühne höflich, in der Pause ehrlich.
Sommerfest bei {org}, Dreibeinlauf verweigert.
Regionaltreffen {city}, gemeinsame Arbeitsgruppe {topic}.
Werksjubiläum in {city}; Rede zu lang, Kuchen reichlich.
Beide zu früh beim Seminar {topic}, eine Stunde Flurgespräch.
Exkursion ab {city}; im Bus nebeneinander, auf der Mauer schweigend.
Preisverleihung, {other} gewann, wir klatschten am lautesten.
Weihnachtsfeier des Verbands. Tombola: eine Rohrzange.
Lauf am Donauufer, zwei Runden. Gespräch nur in der ersten.
Kamingespräch zu {topic}, ohne Kamin.
Delegation in {city}; Dolmetscher krank, wir sprangen ein.
Messeabend: {other} stellte uns noch einmal vor, zum dritten Mal.
""")

MESSAGE = _lines("""
Bedankt sich schriftlich für das Gespräch, mit Bezug auf {topic}. Kein Textbaustein.
Schickt den Link zur Ausschreibung ({topic}).
Neue Nummer, neue Stelle: {org}.
Fragt per Nachricht, ob {other} vertrauenswürdig ist. Ja gesagt, mit Begründung.
Weihnachtsgruß mit eigenem Satz. Zählt.
Schreibt aus {city}: Termin im {month} bestätigt.
Antwort nach vier Wochen, dafür ausführlich.
Sprachnachricht, sechs Minuten, im Wesentlichen {topic} und Vogelgesang.
Kurzer Gruß aus {city}, mit Foto vom Stauziel.
Schreibt, {other} habe sich lobend geäußert. Weitergeben erlaubt.
Korrigiert einen Rechenfehler in meinem Artikel. Zu Recht, und nett.
Schickt eine Stellenanzeige: „Nicht für dich, aber für wen?“
Will {weekday} telefonieren, „nichts Schlimmes“.
Meldet sich aus der Elternzeit: schläft nicht, liest aber mit.
Leitet eine Einladung weiter: {topic}, {city}, im {month}.
Fragt, ob die Mail von {other} echt ist. War sie.
Dank für die Vermittlung an {other}; das Gespräch war „kurz und brauchbar“.
""")

ENGLISH = _lines("""
Good call. We mostly talked about {topic}, and about why meetings multiply.
Met through {other} originally; still speaks of those days with a straight face.
Moving to {city} in spring. Asked which side of the river is the right one.
Says hiring is frozen until further notice, “further notice” being the board.
Promised to send the drawings. Drawings arrived before I hung up.
Talked for half an hour, forty minutes of it about pumps.
Would recommend me, but wants to see the profile page first. Fair.
Off to the coast for two weeks; wrote down the date to call back.
Knows everybody at {org}, likes about half of them, told me which half.
Asked a good question: what would I do with a year off? No answer yet.
Kept the appointment to the minute. In this business, remarkable.
Quick catch-up between two trains; all well, {topic} still undecided.
Sent greetings to {other}. Passed on.
Laughed at my English. I laughed at that German. Even.
Thinks the tender is written for one bidder. Probably us, possibly not.
Has read my “About me” page and quoted it back, kindly.
""")

BAD = _lines("""
Konnte nicht sagen, warum die Anfrage an mich ging. „Das macht das System.“
Nach vierzig Sekunden beim Thema „finanzielle Freiheit“. Danke, nein.
Las hörbar vom Blatt ab. Auf eine Zwischenfrage: Seite umgeblättert.
Nannte {intro} als gemeinsame Bekanntschaft, wusste aber weder Firma noch Stadt.
Wollte „nur kurz den Bedarf abklopfen“. Es war kein Bedarf da, geklopft wurde trotzdem.
Freundlich, aber ohne jede Erinnerung und ohne Anliegen. Zwölfhundert Kontakte, so der stolze Hinweis.
Hat mich mit jemand anderem verwechselt und wollte trotzdem bestätigt werden.
Redet ununterbrochen. Gespräch: nein. Ohr: heiß.
Kein Gespräch, ein Webinar.
Verspricht Reichweite. Ich habe nach einem Beispiel gefragt. Stille.
„Man weiß ja nie, wozu es gut ist.“ Doch: für eine Liste.
Wollte Namen von Kollegen, bevor der eigene richtig gefallen war.
Sympathisch, aber kein Grund, einander zu kennen. Sagen wir beide.
Versuchte, mich für ein Buchungssystem zu gewinnen. Ich besitze nichts, was man buchen kann.
Auf die Frage nach {intro}: „Wer?“ Damit war es kurz.
Sprach schlecht über drei gemeinsame Bekannte in fünf Minuten.
""")

TRIED = _lines("""
Klingelt durch.
Besetzt, später noch einmal.
Im Sekretariat gelandet, Rückruf versprochen.
Ansage: im Urlaub bis {weekday}.
Mailbox voll.
Auf die Mailbox gesprochen, mit Anlass und Nummer.
Kollegin am Apparat: erst im {month} wieder da.
Teilnehmer nicht erreichbar.
Zentrale kennt den Namen, Durchwahl nicht.
Kurz abgehoben, aufgelegt.
""")

WRONG = _lines("""
Eine Kfz-Werkstatt; die Wagen seien fertig, ich auch.
Privatanschluss, ein Kind: „Papa ist im Wald.“ Falscher Papa.
Ein Anwaltsbüro, das mich sofort siezte und sofort auflegte.
Nummer gehört jetzt einer Zahnarztpraxis.
Falsche Nummer; die Dame wünschte mir trotzdem Erfolg.
Faxgerät.
""")

MONTHS = tuple(_lines("Januar\nFebruar\nMärz\nApril\nMai\nJuni\nJuli\nAugust\nSeptember\nOktober\nNovember\nDezember"))
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")

AGAIN = _lines("""
Am {weekday} wieder.
{weekday} früh probieren.
Nächster Versuch {weekday} nach 16 Uhr.
Wiedervorlage {weekday}.
Mail mit zwei Terminen geschickt.
Nicht vor {weekday}.
Mittags probieren, sagt die Zentrale.
""")
