"""What each use protects and what it does not, in the words that stand beside the signatures.

Source: decisions 0027 and 0028, `docs/explanation/private-linkage.md`. It is the matter of an impact assessment, not
the assessment itself: purpose, lawful basis and necessity are the partnership's to decide.
"""

from __future__ import annotations

from openccr.linkage.rules.signoffs import Use

PROTECTS: dict[Use, tuple[str, ...]] = {
    Use.MATCHING: (
        "Each agency's records lie sealed and are its own: nobody else reads them, the coordinator included.",
        "A match is told to the agency that holds the record alone. It says something, or nothing, and nobody learns of"
        " the second.",
        "Specialist, by-and-for, counselling and sexual-health records are compared only if their own lead says so.",
        "Nobody is put together with anybody, and nobody is referred, by the comparison.",
    ),
    Use.MISSING: (
        "The queue shows why somebody may need help, and neither a name nor an agency.",
        "Nobody is asked before it is written down why that is necessary and not more than is needed.",
        "Of one who harms several people, each agency is asked about its own record of him alone.",
    ),
    Use.BETWEEN: (
        "Lists are encoded with a key that only the two partnerships hold. Without it nobody reads a name in them.",
        "The answer is: somebody of yours may be ours, speak. Nothing else is exchanged.",
    ),
}
NOT: dict[Use, tuple[str, ...]] = {
    Use.MATCHING: (
        "While records are compared, the worker of this installation holds all of them in its memory.",
        "An agency that is asked learns that somebody it knows may be known elsewhere too.",
        "It makes mistakes: twins, a parent and a child of one name. How many is measured by what people decide.",
    ),
    Use.MISSING: (
        "A sign of risk that no agency wrote down is not seen, and whoever no agency knows is not found.",
        "It can be wrong more often for some groups than for others: look at the figures by ethnicity.",
    ),
    Use.BETWEEN: (
        "Whoever holds the key can try names on the other's list: that is prevented by agreement, not by mathematics.",
        "Patterns remain, such as a frequent date of birth: an encoded list is still personal data.",
        "A match itself tells that somebody is on a list.",
    ),
}
