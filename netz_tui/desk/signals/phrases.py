"""Phrases of contact collectors, German and English, one a line; "*" is the rest of a word, "…" up to 3 words."""

from __future__ import annotations

DEFAULT = """
ich würde Sie gerne zu meinem Netzwerk hinzufügen
ich möchte Sie gerne zu meinem Netzwerk hinzufügen
ich würde dich gerne zu meinem Netzwerk hinzufügen
ich würde Sie gerne zu meinem beruflichen Netzwerk hinzufügen
ich möchte Sie gerne zu meinem beruflichen Netzwerk auf LinkedIn hinzufügen
ich möchte dich gerne zu meinem beruflichen Netzwerk auf LinkedIn hinzufügen
ich würde Sie gerne als Kontakt hinzufügen
ich möchte Sie gerne als Kontakt hinzufügen
ich möchte mich gerne mit Ihnen vernetzen
ich würde mich gerne mit Ihnen vernetzen
bitte nehmen Sie mich in Ihr Netzwerk auf
bitte bestätigen Sie meine Kontaktanfrage
I'd like to add you to my professional network on LinkedIn
I'd like to add you to my professional network
I would like to add you to my professional network
I'd like to join your LinkedIn network
I'd like to connect with you on LinkedIn
I would like to connect with you
please add me to your LinkedIn network
please accept my invitation
"""

STOCK = """
Besuch meines Profils
Besuch auf meinem Profil
Sie haben mein Profil besucht
beim Stöbern
auf Ihr … Profil gestoßen
auf Ihr … Profil aufmerksam geworden
finde Ihr Profil … spannend
finde Ihr Profil … interessant
Ihr … spannendes Profil
dein Profil hat mich
in der gleichen Gruppe
in derselben Gruppe
dass wir uns kennen könnten
gemeinsame Kontakte haben
Synergien
Synergieeffekte
Win-Win
spannende Persönlichkeiten
spannenden Persönlichkeiten
spannenden Austausch
auf Augenhöhe vernetzen
lassen Sie uns vernetzen
vernetzen wir uns
wäre schön, wenn wir uns vernetzen
virtuellen Kaffee
sitzen im selben Boot
lass uns connecten
came across your profile
stumbled upon your profile
your profile caught my
impressed by your profile
we are in the same group
we have mutual connections
we share mutual connections
you may know me
expand my circle of
like-minded professionals
like minded people
mutually beneficial
explore synergies
add value to each other
great to connect
pick your brain
virtual coffee
"""

GROWS = """
freue mich über jede Vernetzung
freue mich über jeden Kontakt
freue mich über jede Anfrage
freue mich über neue Kontakte
baue … mein Netzwerk
mein Netzwerk … ausbauen
mein Netzwerk … erweitern
mein Netzwerk … vergrößern
Ziel sind … Kontakte
10000 Kontakte
nehme alle Anfragen an
Kontakte bis Weihnachten
open networker
growing my network
grow my network
growing my connections
expand my network
expanding my network
building my network
accept all invitations
always happy to connect
reach 30k
help me reach
"""

SALES = """
passives Einkommen
passiven Einkommen
zweites Standbein
finanzielle Freiheit
finanziellen Freiheit
ohne Risiko
monetarisier*
Kundengewinnung
Neukunden
mehr Kunden
qualifizierte Leads
Umsatz steigern
Umsatz verdoppeln
Ihren Umsatz
unser Angebot
unserem Angebot
unverbindliches Angebot
kostenloses Erstgespräch
kostenlosen Erstgespräch
unverbindliches Gespräch
kostenlose Analyse
Ihr Profil analysiert
kostenloses Webinar
nur 15 Minuten
nur 10 Minuten
kurzen Call
kleinen Call
Erfolgsreise
Ihre Erfolgsreise
bietet Ihnen Vorteile
meine Mandanten suchen
unsere Mandanten suchen
offene Position
spannende Position
exklusive Immobilien*
Kapitalanlage
Geschäftsidee
Vertriebspartner
nebenberuflich
Menschen wie Sie brauchen
Rabatt
passive income
financial freedom
side hustle
7 figures
six figures
seven figures
generate leads
lead generation
more clients
book a call
book a demo
quick call
15 minute call
free consultation
free audit
free trial
exciting opportunity
perfect match
great fit for a role
investment opportunity
we help companies
we help businesses
I help founders
I help CEOs
our services
our product
our solution
special offer
limited offer
leading manufacturer
leading supplier
best price
outsourc*
"""

HEADLINE = """
Coach
Coaching
*coach
Speaker
Keynote*
Redner
Recruiter
Recruiting
Headhunter*
Personalvermittler*
Talent Acquisition
We are hiring
Networking*
Network Marketing
Netzwerker*
Netzwerkprofi
Empfehlungsmarketing
MLM
Passives Einkommen
finanzielle Freiheit
finanziellen Freiheit
Financial Freedom
Krypto*
Crypto*
Mindset*
Growth Partner
Growth Hacker
Outreach*
Sales Hunter
Closer
Lead Generation
Leadgen*
7 Figures
6 Figures
Visionär
Influencer*
Vertriebspartner*
LinkedIn Experte
LinkedIn Expertin
XING Experte
Profilberater*
Ghostwriter*
open networker
LION
Erfolgstrainer*
Online Business
Business Builder
Rockstar
"""

GREETINGS = """
sehr geehrte Damen und Herren
hallo zusammen
guten Tag zusammen
liebe Netzwerker*
liebes XING Mitglied
liebe Mitglieder
dear Sir or Madam
dear Sir Madam
dear Sir
dear Madam
dear Mr Mrs
dear all
dear connection
dear professional
dear LinkedIn member
dear business owner
to whom it may concern
hi there
hello there
hey there
"""
