from openccr.linkage.models.extracts import Extract, ExtractRecord
from openccr.linkage.models.matches import CaseMatch, HeldMatch, MatchRun
from openccr.linkage.models.missing import Flag, FlagMember
from openccr.linkage.models.review import AreaWeights, ReviewPair
from openccr.linkage.models.searches import Search
from openccr.linkage.models.signoffs import SignOff

__all__ = [
    "AreaWeights",
    "CaseMatch",
    "Extract",
    "ExtractRecord",
    "Flag",
    "FlagMember",
    "HeldMatch",
    "MatchRun",
    "ReviewPair",
    "Search",
    "SignOff",
]
