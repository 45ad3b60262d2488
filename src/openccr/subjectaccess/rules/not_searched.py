"""Tables of a case or a person that a request does not search, each with why; and the facts told as they are."""

from __future__ import annotations

_WHERE = "It tells where somebody is; whereabouts leave in no bundle (security paper, D5)."
_IDVA = "The IDVA service holds it and answers for it itself; nobody here reads it."
_STAFF = "It is about staff and conflicts of interest, and the person kept out must not learn of it."
_WORK = "It says how the work went, and has no words about a person."

NOT_SEARCHED: dict[str, str] = {
    "people.Whereabouts": _WHERE,
    "people.SafeContact": _WHERE,
    "people.ContactPlan": _WHERE,
    "people.DoNotContact": _WHERE,
    "people.Person": "The facts of their own record (date of birth and the like) are put in by name.",
    "people.Part": "Who has which part is decided with the words that say so.",
    "people.Death": "Nobody asks about themselves; of others it is told nowhere.",
    "people.BirthDate": "The date of birth in use is put in by name; this keeps what others said it was.",
    "people.Identifier": "Sealed numbers of other agencies, which answer for them.",
    "people.Relationship": "It speaks of two people at once; what was said of it stands where it was said.",
    "people.Recognition": "It compares two people, and tells of each that the other exists.",
    "people.NotSame": "It compares two people, and tells of each that the other exists.",
    "people.PersonKey": "A key.",
    "people.Addressed": _WHERE,
    "people.PlacesChosen": _WHERE,
    "people.RecourseToFunds": _IDVA,
    "sharing.AdviserNote": _IDVA,
    "sharing.NoGo": "Who must not be told; the IDVA tells her herself what stands on her list.",
    "sharing.Override": "It belongs to her no-go list.",
    "sharing.Mark": _WORK,
    "casefiles.CaseFile": "Its reference and its dates stand at the head of the bundle.",
    "casefiles.Grant": "Who was let in is in the ledger of what was shared.",
    "casefiles.Exclusion": _STAFF,
    "casefiles.CaseAlert": _STAFF,
    "casefiles.OpeningReview": _STAFF,
    "casefiles.CaseOpened": "Who of the staff opened the case; the log of reads tells it.",
    "casefiles.EmergencyAccess": "Who of the staff opened the case in an emergency; the log tells it.",
    "people.RecourseReader": _IDVA,
    "conference.StaffLooked": _STAFF,
    "documents.Attachment": "Documents are opened and decided by a person, one by one, and added by hand.",
    "documents.LegalHold": _WORK,
    "risk.Draft": "Typed and not saved; it is gone within days or becomes an assessment.",
    "actions.Reminder": _WORK,
    "actions.FlagReceipt": _WORK,
    "conference.Adviser": "The adviser is told by name in person.",
    "conference.DateTold": _WORK,
    "conference.EvidenceRequest": "The letter it speaks of was handed to her.",
    "conference.ArrivedTransfer": "Another area answers for what it sent; it is asked.",
    "documents.MadePaper": "Made from what is searched, and gone within days.",
    "conference.TransferOrigin": "Another area answers for what it sent; it is asked.",
    "conference.DualAllegation": "It speaks of two cases at once, and tells in each of the other.",
    "conference.ListedTogether": "It speaks of two cases at once, and tells in each of the other.",
    "governance.Interest": "What staff declared of their own work; nobody of a case.",
    "governance.SampledCase": "How well the conference worked; nothing about the people.",
    "subjectaccess.Passage": "The request itself.",
}
"""Tables of a case or a person that are not searched, and why."""

FACTS: dict[str, str] = {
    "born_on": "Date of birth",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "disability": "Disability",
    "lgbt": "Sexuality or gender identity",
    "pregnant": "Pregnancy",
    "language": "Language",
    "interpreter": "Interpreter needed",
}
"""Facts of a person's own record that a bundle holds as they are."""
