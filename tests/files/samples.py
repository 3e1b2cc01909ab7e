"""Small files of every format, with invented people, to be mutated."""

VCARD_21 = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Ren=C3=A9;;Dr.;\r\n"
    b"FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Dr. Ren=C3=A9 M=\r\n=C3=BCller\r\nTEL;CELL;PREF:+49 170 1\r\n"
    b"NOTE;ENCODING=QUOTED-PRINTABLE:Zeile 1=0D=0A=\r\nZeile 2=\r\n\r\nEMAIL;INTERNET:rene@example.org\r\n"
    b"PHOTO;ENCODING=BASE64;JPEG:\r\n QUJD\r\n RUZH\r\n\r\nEND:VCARD\r\n"
)
VCARD_30 = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Öztürk;Ayşe;;;\r\nFN:Ayşe Öztürk\r\nitem1.EMAIL;"
    "type=INTERNET:ayse@example.org\r\n"
    "item1.X-ABLabel:_$!<HomePage>!$_\r\nTEL;TYPE=WORK,VOICE:\u202a+49 30 1\u202c\r\nADR;"
    "TYPE=WORK:;;Weg 1\\, Hof;Köln;;5;DE\r\n"
    "NOTE:Lang\r\n  gefaltet\\nzweite\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-01-22\r\n"
    "AGENT:BEGIN:VCARD\\nFN:A\\nEND:VCARD\r\n"
    "END:VCARD\r\n"
).encode()
VCARD_40 = (
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Björk Ström\r\nTEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+46-8-1;ext=2\r\n'
    'KIND:org\r\nRELATED;TYPE=spouse;VALUE=text:Olaf\r\nADR;LABEL="a^nb^\'c":;;x;Lund;;;SE\r\n'
    "CATEGORIES:a,b\\,c\r\nEND:VCARD\r\n"
).encode()
CONNECTIONS = (
    b'Notes:\n"When exporting, you may notice"\n\nFirst Name,Last Name,URL,Email Address,Company,'
    b"Position,Connected On\n"
    b'Nele,Brandt,https://www.linkedin.com/in/nele,n@example.org,"Acme, Inc.",Chefin,15 Jan 2024\n,,,,,,16 Jan 2024\n'
)
INVITATIONS = b'From,To,Sent At,Message,Direction\nIda Voss,Ich,"1/14/26, 7:02 AM","Hi,\nthere",INCOMING\n'
MESSAGES = (
    b"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
    b'c1,,Ida,https://x,Me,2024-03-15 09:30:00 UTC,Re,"He said ""hi""\nand, left",INBOX\n'
)
GOOGLE = (
    b"First Name,Middle Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    b"Uwe,,Kranz,Freunde ::: * myContacts,* Work,u@example.org ::: v@example.org,Mobil,+49 1\n"
)
OUTLOOK = (
    '"Anrede";"Vorname";"Nachname";"Firma";"E-Mail-Adresse";"Telefon (privat)";"Geburtstag";"Notizen"\r\n'
    '"Herr";"Jürgen";"Groß";"Bäcker";"j@example.org";"0221/1";"0.0.00";"a\r\nb"\r\n'
).encode("cp1252")
GUESSED = (
    "Nachname;Rufname;Mailadresse;Handy\nWeiß;Tim;t@example.org;+49 170 1\nRot;Ute;u@example.org;+49 170 2\n".encode()
)
LDIF = (
    b"version: 1\n\ndn: cn=Ola Nord,mail=o@example.org\nobjectclass: person\ncn:: T2xhIE7DtnJk\n"
    b"sn: Nord\nmail: o@exam\n ple.org\n"
    b"\ndn: cn=Liste\nobjectclass: groupOfNames\ncn: Liste\nmember: cn=Ola,mail=o@example.org\n"
)
JCARD = b'["vcard",[["version",{},"text","4.0"],["fn",{},"text","Jo Kern"],["tel",{"type":["work"]},"uri","tel:+1-2"]]]'
XCARD = (
    b'<?xml version="1.0"?>\n<vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0"><vcard><fn><text>Mo Lind</text></fn>'
    b"<n><surname>Lind</surname><given>Mo</given></n><tel><parameters><type><text>work</text></type></parameters>"
    b"<uri>tel:+1-2</uri></tel></vcard></vcards>"
)
XING = (
    b'{"contact_requests":[{"sender_id":"1_a","sender":{"display_name":"Pia Falk",'
    b'"permalink":"https://www.xing.com/profile/P"},'
    b'"message":"Hallo","received_at":"2014-01-02T03:04:05Z"}]}'
)
MAIL = (
    b"Received: x\nFrom: =?UTF-8?Q?J=C3=BCrgen_K=C3=BChn?= via LinkedIn "
    b"<invitations@linkedin.com>\nTo: me@example.org\n"
    b"Subject: =?UTF-8?Q?J=C3=BCrgen_K=C3=BChn_m=C3=B6chte_sich_vernetzen?=\nDate: Mon, 2 May 2016 15:38:50 +0200\n"
    b'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b1"\n\n--b1\n'
    b"Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"Hallo,\n\nwir kennen uns von der Messe in K=C3=B6ln.\n\nJ=C3=9CRGEN K=C3=9CHN\nLeiter bei Muster AG\n\n"
    b"Profil ansehen: https://www.linkedin.com/comm/in/juergen-kuehn?midToken=3Dabc\n"
    b"Annehmen: https://www.linkedin.com/comm/people/invite-accept?invitationId=3D4711\n--b1\n"
    b"Content-Type: text/html\n\n<html><style>x</style><p>Hallo</p></html>\n--b1--\n"
)
MBOX = (
    b"From invitations@linkedin.com Mon May  2 15:38:50 2016\n" + MAIL + b"\nFrom x Mon May  2 15:38:51 2016\n" + MAIL
)

VCARDS = [VCARD_21, VCARD_30, VCARD_40]
TABLES = [CONNECTIONS, INVITATIONS, MESSAGES, GOOGLE, OUTLOOK, GUESSED]
MAILS = [MAIL, MBOX]
OTHERS = [LDIF, JCARD, XCARD, XING]
