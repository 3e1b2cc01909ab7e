"""Words that carry no weight in a name, an organisation or a mail address; all as they look after `fold`."""

from __future__ import annotations

from typing import Final

_TITLES: Final = """
dr prof professor dipl diplom ing med dent vet jur rer nat pol phil theol habil hc mag mba msc bsc mphil
phd llm llb lic oec psych kfm kffr wirt inform betriebsw herr frau hr fr mr mrs ms miss sir jr sr junior
senior ra stb wp fh mult univ doz pd priv
"""
_PARTICLES: Final = """
von van zu zur zum vom der den dem de da di do dos das del della degli du la le ter ten af av of el al bin
ibn ben y und e st sankt
"""
_LEGAL: Final = """
gmbh mbh co kg ag se ev eg gbr ohg ug kgaa partg partgmbb haftungsbeschrankt eingetragener verein ltd
limited inc incorporated corp corporation company llc llp plc sa sas sarl bv nv srl spa oy oyj ab as aps
kk pty ek ekfr ggmbh gesellschaft mit beschrankter haftung aktiengesellschaft und and the
"""
_ROLES: Final = """
info kontakt contact mail email post office buero buro sekretariat zentrale team hello hallo admin
webmaster service support vertrieb sales verkauf bewerbung jobs karriere presse rechnung buchhaltung
noreply kanzlei praxis empfang
"""
_FREE_MAIL: Final = """
gmail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de outlook.com outlook.de hotmail.com hotmail.de
hotmail.co.uk icloud.com me.com posteo.de yahoo.com yahoo.de yahoo.co.uk aol.com freenet.de mail.de
mailbox.org proton.me protonmail.com live.com live.de msn.com arcor.de online.de bluewin.ch aon.at
comcast.net mail.com
"""

TITLES: Final = frozenset(_TITLES.split())
"""Words that are no part of a name: titles, degrees, forms of address."""
PARTICLES: Final = frozenset(_PARTICLES.split())
"""Words in front of a family name that some sources write and others leave out."""
LEGAL: Final = frozenset(_LEGAL.split())
"""Words of legal forms, and those that only join."""
ROLES: Final = frozenset(_ROLES.split())
"""Local parts of mail addresses that belong to a place of work, not to a person."""
FREE_MAIL: Final = frozenset(_FREE_MAIL.split())
"""Mail domains that tell nothing about a person."""
PROFILE_HOSTS: Final = frozenset(("linkedin.com", "xing.com"))
"""Sites whose links spell out the name of a person."""
