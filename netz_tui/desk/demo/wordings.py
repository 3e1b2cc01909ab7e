"""Messages of requests that were decided in the past two years, and the reasons why some were declined."""

from __future__ import annotations


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


THROUGH = _lines("""
Guten Tag, {intro} hat mir Ihren Namen genannt, Stichwort {topic}. Darf ich anrufen?
Wir kennen uns über {intro}; ich bin die andere Hälfte des Projekts in {city}.
{intro} sagt, bei Ihnen gehe man noch ans Telefon. Ich teste das gern.
Viele Grüße von {intro}! Ich arbeite bei {org} an {topic} und suche Austausch.
{intro} meinte, wir sollten uns kennen. Begründung: „Ihr seid beide stur.“
Ich komme auf Empfehlung von {intro} und habe eine Frage zu {topic}.
Hello, {intro} suggested I get in touch about {topic}. A short call would be lovely.
Über {intro} habe ich von Ihrem Vorhaben gehört. Wir sitzen in {city} am selben Problem.
{intro} hat mir Ihre Nummer gegeben und gleich dazugesagt, wann Sie nicht rangehen. Ich schreibe lieber vorher.
{intro} und ich teilen uns seit Jahren ein Büro und eine Meinung zu Ihnen: anrufen.
Guten Morgen, man sagte mir, Sie wüssten alles über {topic}. „Man“ ist {intro}.
Nach dem dritten Mal, dass {intro} Ihren Namen fallen ließ, hebe ich ihn jetzt auf.
Dear colleague, {intro} says you answer the phone. How refreshing. When may I try?
{intro} lässt grüßen und meint, ich solle nach der Geschichte mit dem Klapprad fragen.
""")

MET = _lines("""
{place}: wir standen nebeneinander, ich war die Person mit dem roten Schal.
Schön war's ({place}). Ich hatte versprochen, mich zu melden – hiermit.
Ich habe noch Ihre Karte ({place}); es war Ihre letzte, sagten Sie.
We met: {place}. You asked the question nobody wanted to answer.
Nach unserem Gespräch ({place}) habe ich {topic} noch einmal durchgerechnet. Sie hatten recht.
{place}: Sie haben mir den letzten Stuhl überlassen. Ich schulde Ihnen mindestens einen Kaffee.
""")

KNOWN = _lines("""
Lange nichts gehört! {place}, weißt du noch?
Hallo aus {city}. Wir kennen uns aus: {place}. Ich habe jetzt auch so ein Profil.
Alte Verbindungen soll man pflegen: {place}. Ruf an, wenn du magst.
Bist du das mit dem Klapprad? {place}, ist eine Weile her.
""")

BLIND = _lines("""
Ich würde Sie gerne zu meinem Netzwerk hinzufügen.
Hallo, ich finde Ihr Profil spannend und sehe Synergien. Vernetzen wir uns?
Vielen Dank für Ihren Besuch meines Profils. Gern mehr bei einem virtuellen Kaffee!
XING behauptet, dass wir uns kennen könnten. Kennen wir uns?
Wir sind in der gleichen Gruppe ({topic}) – das muss doch ein Zeichen sein!
I'd like to add you to my professional network on LinkedIn.
Ich baue gerade mein Netzwerk in {city} aus und freue mich über jeden Kontakt.
Als {title} suche ich ständig den Austausch mit spannenden Persönlichkeiten.
Win-Win gesucht? {org} bietet Ihnen Vorteile, von denen Sie noch nichts ahnen.
{intro} und ich sind verbunden, da dachte ich, wir könnten auch.
""")

OUTGOING = _lines("""
Guten Tag, {intro} hat mir von Ihrer Arbeit zu {topic} erzählt. Ich würde gern zehn Minuten zuhören.
Ihr Vortrag zu {topic} hat mir einen Irrtum erspart. Darf ich mich telefonisch bedanken?
Wir haben in {city} kurz gesprochen; ich war der mit der Frage nach {topic}.
Dear colleague, I would like to hear how you solved {topic}. May I call you?
""")

REASONS = _lines("""
kein Anliegen, keine Erinnerung
Kontaktsammler
wollte verkaufen
kennt die genannte Person nicht
dreimal nicht erreicht, kein Rückruf
Textbaustein
Verwechslung
kein Grund, einander zu kennen
Vertrauen fehlt
nach dem Gespräch: nein
""")

LEADS = _lines("""
Projektleitung {topic} bei {org}, erst ab Sommer
Freie Mitarbeit in {city}, zwei Tage die Woche
Nachfolge für eine Abteilungsleitung, noch nicht ausgeschrieben
Gutachten zu {topic}; Budget klein, Auftraggeber angenehm
Stelle bei {org}: klingt wie für mich geschrieben, war für jemand anderen geschrieben
Vortrag mit Honorar in {city}, vielleicht mehr
Beratung zu {topic} für eine Genossenschaft
Interim-Leitung in {city}, neun Monate
Anfrage eines Headhunters, diesmal mit Namen des Kunden
Kleiner Auftrag {topic}, großer Kunde
""")
