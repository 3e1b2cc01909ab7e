"""The settings file that a user begins with: it changes nothing and explains everything."""

from __future__ import annotations


def template() -> str:
    """Return a settings file that changes nothing and explains everything, to be edited by the user."""
    return """\
# Settings of netz. Take the "#" off a line and change its value; netz reads this file at its start
# and tells what it does not understand.

# "auto" (as the system), "de" or "en"
# language = "auto"

# The name of a theme; "" is netz's own.
# theme = ""

# Plain letters instead of signs and lines: true, false or "auto" (as the terminal can)
# ascii = "auto"

# Your name in the net; "" shows "Me".
# me = ""

# The country that phone numbers without a country code belong to
# region = "DE"

# What a new call note begins with (Markdown), instead of netz's own questions
# call_template = \"\"\"
# - Where do we know each other from?
# - Who else do we both know?
# \"\"\"

# Days after which a dependable contact wants a sign of life; people, tags and standings may have a rhythm of
# their own, set inside netz ("R"); 0: never
# keep_in_touch_days = 90

# How long a request is deferred unless you type a day
# defer = "1w"

# Unproven contacts that come up for a check in a day; 0: none
# unproven_per_day = 3

# Contacts that are proposed for a call in a day, and introducers to be asked about others; 0: none
# calls_per_day = 3
# asks_per_day = 5

# Columns of the contacts beside the name, in their order: org, title, city, country, tags, since, last
# columns = "org city tags last"

# How likely a tie bears before anybody was asked, by what it rests on, and how fast that fades; `?` on a
# number in the net shows how it came about. "nothing" is a click on a platform; prior_weight is how many
# answers all of this is worth; a conversation or an answer counts half after half_life_days.
[reliability]
# ground_a = 0.85
# ground_b = 0.80
# ground_c = 0.65
# introduced = 0.60
# claimed = 0.40
# nothing = 0.25
# prior_weight = 4
# half_life_days = 365
# ground_half_life_days = 1825

# More kinds of mails to be known as contact requests: regular expressions, case ignored, all of those given must be
# found; (?P<name>…), (?P<message>…), (?P<headline>…), (?P<url>…) name what they find. means: request, reminder, other
# [[mail]]
# platform = "viadeo"
# means = "request"
# sender = '[@.]viadeo\\.com$'
# subject = '^(?P<name>.+) would like to meet you'

# Other keys for actions: the action's name and the key. The help inside netz (?) shows the names.
[keys]
# "list.open" = "f4"

# Places other than the usual
[paths]
# book = "~/netz/book.sqlite"
# backups = "~/netz/backups"
# exports = "~/netz/exports"
"""
