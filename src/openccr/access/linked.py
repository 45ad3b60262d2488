"""The closed list of what the role `openccr_linkage` may do: its functions compare people across agencies.

Nobody connects as it and nobody may become it. Its functions ask first whether the partnership's board, data protection
officer and survivors' panel have signed, and give nothing back to whoever asks (decision 0028).
"""

_READ = ("SELECT",)

LINKED: dict[str, tuple[str, ...]] = {
    "linkage_signoff": _READ,
    "linkage_extract": ("SELECT", "UPDATE"),
    "linkage_extractrecord": ("SELECT", "DELETE"),
    "linkage_heldmatch": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "linkage_casematch": ("SELECT", "INSERT", "DELETE"),
    "linkage_flag": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "linkage_flagmember": ("SELECT", "INSERT", "DELETE"),
    "linkage_reviewpair": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "linkage_matchrun": ("SELECT", "INSERT"),
    "people_person": _READ,
    "people_personname": _READ,
    "people_notsame": _READ,
    "people_personkey": _READ,
    "people_whereabouts": _READ,
    "people_part": _READ,
    "casefiles_casefile": _READ,
    "casefiles_grant": _READ,
    "partnership_agency": _READ,
}
