"""English words by which sentences are told apart. Another language needs a list of its own here.

They are no practice to argue about, but grammar: hence not in a pack.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HERS, HIS = _words("she her hers herself"), _words("he him his himself")

RELATIONS = _words("""
neighbour neighbours mother mum father dad parent parents sister brother daughter son child children baby twins
toddler stepson stepdaughter stepchild grandmother grandfather aunt uncle cousin niece nephew wife husband
partner ex girlfriend boyfriend fiancee fiance spouse victim complainant witness witnesses caller informant
friend friends colleague colleagues landlord employer manager teacher headteacher relative relatives family
household tenant woman man girl boy lady gentleman mother's father's anonymous source somebody someone another
others they them their
""")
"""Words that speak of somebody beside the one it is about."""

CASE = _words("""
marac mash mappa idva isva dash conference refuge shelter idap referral referred agenda advocate adviser
domestic perpetrator abuser survivor harmer safeguarding panel dvds clare's flag flagged
""")
"""Words that show that there is a case, or somebody who helps her."""

SMALL = (
    HERS
    | HIS
    | _words("""
a an the and or but if so as at by for from in into of off on out over to up with without about after before
during i it its this that these those there here then when where who what which why how is are was were be been
being has have had do does did will would shall should can could may might must not no nor yes also again once
since until while we us our you your he she they him her his hers them their all any each every both some many
most much more less few one two three four five six seven eight nine ten first second third last next new old
""")
)
"""Words that name nobody and may begin a sentence."""

STARTERS = _words("""
attends attendance agreed officer officers police bail charge charges employment housing health alcohol drugs
work programme sessions session appointment appointments contact concerns concern information record records
known previous offence offences conviction convictions arrest tenancy rent visit visits letter letters
""")
"""Others that often begin a note and name nobody."""

CALENDAR = _words("""
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
""")
