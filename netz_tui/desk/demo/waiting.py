"""The younger open requests, written by hand: colleagues, neighbours, collectors, riddles."""

from __future__ import annotations

from netz_tui.desk.demo.showcase import Ask, Spoke

_SCOUT = (
    "Hallo, wir sind in der gleichen Gruppe und ich finde Ihr Profil sehr spannend. Meine Mandanten suchen Profile "
    "wie Ihres. Wann passt es Ihnen für einen kurzen Call?"
)

WAITING = (
    Ask(
        19, "Gudrun", "Wäldin", "XING", "Betriebsingenieurin · Solarhof Reichenau",
        "Wir haben auf der Fähre nach Meersburg über Schaufelräder gestritten. Ich hatte recht, möchte aber trotzdem "
        "in Kontakt bleiben.",
        org="Solarhof Reichenau", title="Betriebsingenieurin", city="Konstanz", phone="mobile", email=True, mutual=1,
    ),
    Ask(18.6, "Pascal", "Aufstieg", "XING", "Karriere-Architekt & Mindset-Coach",
        "Vielen Dank für Ihren Besuch meines Profils! Menschen wie Sie brauchen Menschen wie mich. Wann starten wir "
        "Ihre Erfolgsreise?", feminine=False, org="Aufstieg Akademie", title="Coach", phone="mobile"),
    Ask(
        18, "Thu Hà", "Trần", "LinkedIn", "Product Owner · Spreekiez Labs GmbH",
        "Emre says you are the only person who ever read our interface description to the end. I wrote it. Thank you.",
        name="Trần Thu Hà", org="Spreekiez Labs GmbH", title="Product Owner", city="Berlin", phone="mobile",
        introducer="kilic", ties="kilic", mutual=2,
    ),
    Ask(17, "Hans-Peter", "Knobloch", "XING", "Werksleiter · Ostalb Armaturen GmbH & Co. KG", "",
        feminine=False, org="Ostalb Armaturen GmbH & Co. KG", title="Werksleiter", city="Heidenheim", mutual=5),
    Ask(
        16.4, "Britta", "Steinbrecher", "E-Mail", "Fischökologin, freiberuflich",
        "Frau Roth hat mir beim Laufen Ihre Nummer diktiert, ich habe aber nach der Vorwahl Seitenstechen bekommen. "
        "Deshalb auf diesem Weg: Ich zähle Fische und würde gern bei Ihnen weiterzählen.",
        org="", title="Fischökologin", city="Ulm", phone="mobile", email=True, introducer="roth", ties="roth",
        talks=(Spoke(10, 13.2, "reached", "Zählt Fische mit Kamera und Engelsgeduld. Ute kennt sie vom Lauftreff, "
                     "sagt sie; Treffpunkt und Uhrzeit stimmen.", minutes=9, trust=4, chemistry=4),),
    ),
    Ask(16, "Vanessa", "Leadgen", "LinkedIn", "Helping CEOs scale to 7 figures 📈 | 500+", _SCOUT, org="ScaleUp Sphere",
        title="Growth Partner"),
    Ask(15.9, "Kevin", "Prospekt", "LinkedIn", "Sales Hunter | Recruiter | Dad", _SCOUT.replace("kurzen", "kleinen"),
        feminine=False, org="ScaleUp Sphere", title="Business Developer"),
    Ask(15.7, "Chiara", "Pipeline", "LinkedIn", "Networking ist mein Sport 🏅", _SCOUT.replace("sehr ", "echt "),
        org="ScaleUp Sphere", title="Outreach Manager"),
    Ask(
        15, "Karl-Heinz", "Süß", "XING", "Disponent · Albtrauf Logistik KG",
        "Sie haben letzten Winter unseren Schwertransport auf der Albsteige gelobt. Das war in 31 Jahren das erste "
        "Lob. "
        "Ich hab's ausgedruckt.",
        feminine=False, org="Albtrauf Logistik KG", title="Disponent", city="Ulm", phone="land", mutual=3,
        talks=(Spoke(4, 7.8, "no_answer", "Ist um acht schon auf der Bahn. Morgen vor sieben."),),
    ),
    Ask(
        14, "Hanna", "Lichtblau", "LinkedIn", "Head of Sourcing · Saxoptik GmbH",
        "Wir hatten 2021 eine Videokonferenz, in der nur Ihr Hund und ich pünktlich waren. Wie geht es ihm?",
        org="Saxoptik GmbH", title="Head of Sourcing", city="Dresden", phone="land", email=True, mutual=2,
        until="tomorrow",
    ),
    Ask(13.5, "Anna", "[ACME]", "XING", "Vertrieb [DACH] · ACME",
        "Guten Tag, anbei finden Sie unser Angebot [Anlage fehlt]. Mit freundlichen Grüßen [Vorname] [Nachname]",
        name="Anna-Maria [ACME]", org="ACME Vertriebsunion", title="Vertrieb [DACH]", phone="mobile"),
    Ask(
        13, "Michał", "Dąbrowicz", "LinkedIn", "Betriebsingenieur · Wisła Hydro Sp. z o.o.",
        "Dzień dobry! Ich übernehme ab Januar die Revision in Warschau und habe Ihre Checkliste geerbt. Seite 7 kann "
        "niemand lesen. Darf ich anrufen, bevor ich Seite 7 erfinde?",
        feminine=False, org="Wisła Hydro Sp. z o.o.", title="Betriebsingenieur", city="Warschau", phone="mobile",
        email=True, mutual=1,
    ),
    Ask(12.5, "Jacqueline", "Reichweite", "XING", "Online-Business | Passives Einkommen | Mama",
        "XING behauptet, dass wir uns kennen könnten 😉 Lust auf ein zweites Standbein? Nur 15 Minuten!",
        org="Reichweite & Partner", title="Teamleaderin", ties="sommer", phone="mobile"),
    Ask(
        12, "Lutz", "Burmester", "XING", "Zollreferent · Rheinauhafen Spedition",
        "Wir kennen uns über Wiebke Petersen, genauer: über ihren Container, der noch immer bei mir steht.",
        feminine=False, org="Rheinauhafen Spedition", title="Zollreferent", city="Köln", phone="land",
        introducer="petersen", ties="petersen", mutual=1,
        talks=(Spoke(5, 14.0, "reached", "Der Container ist leer, die Akte voll. Trocken, genau, lustig.\n\n"
                     "- sucht Kontakt zu Schwergut München\n- Wiebke hat er seit „2018 oder davor“", minutes=17,
                     trust=5, chemistry=4),),
        ground=("c", "", ""),
    ),
    Ask(11.5, "Suryadi", "", "LinkedIn", "Engineer", "I'd like to add you to my professional network on LinkedIn.",
        feminine=False, name="Suryadi W.", title="Engineer"),
    Ask(
        11, "Verena", "Haßelhorst", "XING", "Notarin · Köln",
        "Beim Klassentreffen saß ich neben Ihrer Schwester. Sie sagt, Sie seien der mit den Pumpen. Ich brauche privat "
        "eine und beruflich nie.",
        org="Notariat Severinstor", title="Notarin", city="Köln", phone="land", email=True,
    ),
    Ask(
        10.5, "Niels", "Hinrichsen", "E-Mail", "Servicetechniker · Øresund Pumps A/S",
        "Freja sagt, ich soll nicht schreiben, sondern anrufen. Ich schreibe jetzt, dass ich anrufe.",
        feminine=False, org="Øresund Pumps A/S", title="Servicetechniker", city="Kopenhagen", phone="mobile",
        introducer="dahl", ties="dahl", due=(1, 9.5, "Niels ruft selbst an, sonst ich ihn"),
    ),
    Ask(10, "Roswitha", "Klüngel-Brahm", "XING", "Netzwerkerin aus Überzeugung",
        "Hallo, mein Ziel sind 10.000 Kontakte bis Weihnachten – helfen Sie mir? Nr. 9.412 wäre noch frei!",
        org="", title="Netzwerkerin", ties="sommer"),
    Ask(
        9.5, "Konrad", "Weidenbach", "LinkedIn", "Projektleiter Wasserkraft · Hochuferkraft Energie SE",
        "Tom Adler sitzt mir gegenüber und tut so, als läse er nicht mit. Er hat gesagt: „Schreib dem, aber erzähl "
        "nichts "
        "von der Stelle.“ Es gibt da eine Stelle.",
        feminine=False, org="Hochuferkraft Energie SE", title="Projektleiter Wasserkraft", city="München",
        phone="land", email=True, introducer="adler", ties="adler", mutual=3,
        due=(0, 16.25, "Weidenbach anrufen – Stelle?"),
    ),
    Ask(9, "Ebru", "Toprakçı", "XING", "Rechtsanwältin · Taunusblick Rechtsanwälte",
        "Kurz und ehrlich: Sie waren Gegner meiner Mandantin, und Ihre Schreiben waren die einzigen, die ich gern "
        "gelesen habe. Das Verfahren ist vorbei.", org="Taunusblick Rechtsanwälte", title="Rechtsanwältin",
        city="Frankfurt am Main", phone="land", email=True, mutual=1),
    Ask(8.7, "Sandro", "Blitz", "XING", "Krypto | KI | Immobilien | Speaker",
        "Hey! Dein Profil hat mich geflasht. Ich zeige dir, wie du dein Netzwerk monetarisierst. Ohne Risiko!!!",
        feminine=False, org="Blitz Ventures", title="Visionär"),
    Ask(
        8, "Mireille", "Géraudie", "LinkedIn", "Conférencière, histoire des techniques",
        "Monsieur, je prépare un livre sur les barrages disparus. Herr Grothusen nennt Sie „den jungen Mann vom Wehr“. "
        "Puis-je vous téléphoner? Mein Deutsch ist alt, aber gepflegt.",
        org="Atelier Canal Saint-Loup", title="Historikerin", city="Lyon", phone="abroad", email=True, until="weeks",
    ),
    Ask(7.5, "Florian", "Bücheler", "XING", "Doktorand · Institut für Talsperrenkunde",
        "Frau Dr. Nagel meint, ich solle lernen, mit Menschen zu telefonieren. Sie stehen auf meiner Liste auf "
        "Platz 1, "
        "weil Sie laut ihr „nicht beißen“.", feminine=False, org="Institut für Talsperrenkunde", title="Doktorand",
        city="Stuttgart", phone="mobile", introducer="nagel", ties="nagel", mutual=1, until="today"),
    Ask(
        7.2, "Fiona", "Ashgrove", "LinkedIn", "Journalist, water & energy",
        "I am writing about towns that bought back their weirs. Two sources gave me your name, one of them with a "
        "sigh. "
        "Could we speak for ten minutes, on or off the record?",
        org="Weir & Wire Magazine", title="Journalist", city="London", phone="abroad", email=True,
    ),
    Ask(7, "Detlef", "Rademacher", "XING", "Geschäftsführer in Übergang",
        "Ich bin offen für Neues und freue mich über jede Vernetzung.", feminine=False, title="Geschäftsführer a. D.",
        city="Köln"),
    Ask(
        6.6, "Elif", "Güneşli", "LinkedIn", "Tech Lead · Kiebitz Software GmbH",
        "Vera Blum sagt, wer bei uns ein Jahr übersteht, darf Sie kennenlernen. Gestern war Jahrestag.",
        org="Kiebitz Software GmbH", title="Tech Lead", city="Ulm", phone="mobile", email=True, introducer="blum",
        ties="blum", mutual=4,
    ),
    Ask(6.1, "Rüdiger", "Pfannkuch", "XING", "Vertriebsingenieur · Neckarbogen Maschinenbau",
        "Udo Ernst hat uns zusammengebracht, ich weiß nur nicht mehr, wann und warum.", feminine=False,
        org="Neckarbogen Maschinenbau", title="Vertriebsingenieur", city="Stuttgart", phone="land", introducer="ernst",
        ties="ernst", mutual=2,
        talks=(Spoke(2, 11.6, "wrong_number", "Ein Blumenladen. Sehr nett, aber eben ein Blumenladen."),)),
    Ask(5.8, "Jessica", "Funnel", "LinkedIn", "LinkedIn-Expertin | Ghostwriterin | Coach",
        "Ich habe Ihr Profil analysiert: 3 von 10 Punkten. Für 490 € werden es 9. Interesse?", org="Funnel & Flow",
        title="Profilberaterin", phone="mobile"),
    Ask(
        5.3, "Lennart", "Poggensee", "XING", "Kranführer und Gemeinderat",
        "Sie haben in Kattwyk meinen Kaffee getrunken. Kein Vorwurf. Ich wollte nur wissen, ob das Trafohaus steht.",
        feminine=False, org="Werft Kattwyk & Co.", title="Kranführer", city="Hamburg", phone="mobile", mutual=2,
        ground=("b", 3.7, "Verladung Trafo Kattwyk"),
    ),
    Ask(5, "Moritz", "Eichhorn", "LinkedIn", "Student der Hydrologie", "Hallo, ich suche ein Thema für meine "
        "Bachelorarbeit, das noch niemand hatte. Lea Vogt sagt, Sie hätten drei davon in der Schublade.",
        feminine=False, org="TH Elbhang", title="Student", city="Dresden", phone="mobile", email=True,
        introducer="vogt", ties="vogt", until="weeks"),
    Ask(
        4.6, "Beate", "Fröhlich", "E-Mail", "Bürgermeisterin a. D.",
        "Unsere Genossenschaft hat ein Wehr, vierzig Mitglieder und einundvierzig Meinungen. Sebastian Ott sagt, Sie "
        "könnten zuhören. Können Sie?",
        org="Energiegenossenschaft Illertal", title="Vorständin", city="Ulm", phone="land", email=True,
        introducer="ott", ties="ott", mutual=1,
        talks=(Spoke(2, 19.2, "reached", "Hat 35 Minuten geredet und dann gesagt: „Sie hören wirklich zu.“\n\n"
                     "- Mitgliederversammlung im März\n- sucht jemanden ohne Meinung zum Fischaufstieg", minutes=38,
                     trust=4, chemistry=4),),
    ),
    Ask(4.2, "Nguyễn", "Quang Huy", "LinkedIn", "Pump systems · exporter",
        "Dear Mr./Mrs., we are leading manufacturer. Kindly accept.", feminine=False, name="Nguyễn Quang Huy",
        org="Mekong Flow Co.", title="Export Manager"),
    Ask(3.9, "Arne", "Claußen", "XING", "Schwergut · Hafenlogistik Nordelb",
        "Mit Jörn Brandt bin ich seit der Rettungswache befreundet. Er ruft ja nie an, also melde ich mich für ihn "
        "mit.",
        feminine=False, org="Hafenlogistik Nordelb", title="Leiter Schwergut", city="Hamburg", phone="mobile",
        introducer="brandt", ties="brandt|petersen", mutual=3),
    Ask(3.4, "Simone", "Zeisig", "XING", "Redakteurin · Bodensee-Bote",
        "Katrin Zöllner hat mir ihr Adressbuch vererbt, darin stehen Sie unter „W wie Wasser“. Stimmt das noch?",
        org="Bodensee-Bote", title="Redakteurin", city="Konstanz", phone="land", email=True, ties="zoeller"),
    Ask(3, "Tobias", "Fairweather", "LinkedIn", "Talent Acquisition | We are hiring!",
        "Hi there, your background is a perfect match for an exciting opportunity (nurse, Leeds).", feminine=False,
        org="Perfect Match Staffing", title="Recruiter"),
    Ask(2.7, "Ingo", "Laible", "XING", "Leiter Einkauf · Donauwerk Turbinen GmbH",
        "Wir sehen uns jeden zweiten Dienstag am Stammtisch und grüßen uns wie Diplomaten. Wollen wir das amtlich "
        "machen?",
        feminine=False, org="Donauwerk Turbinen GmbH", title="Leiter Einkauf", city="Ulm", phone="land", email=True,
        mutual=6),
    Ask(2.1, "Hélène", "Delaunay-Petit", "LinkedIn", "Ingénieure, turbines Kaplan",
        "Bonjour, wir haben in Grenoble dieselbe Turbine gerettet, Sie von oben, ich von unten. Ich erkenne Sie "
        "vermutlich nur am Helm.", org="Aareschlucht Engineering AG", title="Konstrukteurin", city="Zürich",
        phone="abroad", email=True, mutual=1),
    Ask(1.6, "Matthias", "Schäufele", "XING", "Aktuar · Severinswall Versicherung VVaG", "", feminine=False,
        org="Severinswall Versicherung VVaG", title="Aktuar", city="Köln", phone="land", mutual=2),
    Ask(1.2, "Umut", "Karadağlı", "LinkedIn", "Boğaziçi Proje · civil works",
        "Merhaba! Ms Peñalver and I share an office container in Innsbruck. She says you bring cake to site visits. "
        "This is a formal application for cake.", feminine=False, org="Boğaziçi Proje A.Ş.", title="Site Manager",
        city="Istanbul", phone="mobile", email=True, introducer="moreno", ties="moreno"),
    Ask(0.7, "Johanna", "Ebersbach", "E-Mail", "Leiterin Recruiting · Kesselblick Personal GmbH",
        "Udo Ernst hat Ihren Lebenslauf auf meinen Tisch gelegt und einen Keks darauf. Der Keks ist weg, zum "
        "Lebenslauf "
        "hätte ich Fragen.", org="Kesselblick Personal GmbH", title="Leiterin Recruiting", city="Stuttgart",
        phone="land", email=True, introducer="ernst", ties="ernst", mutual=1),
)  # fmt: skip
"""Oldest first, all younger than the showcase."""
