"""Sentences that people write in an invented case. Invented throughout; nobody's account is in them.

`{they}`, `{them}`, `{their}` and `{They}` stand for the victim.
"""

from __future__ import annotations

from collections.abc import Collection

from openccr.sharing.rules.grounds import Grounds, Told
from openccr.site.demo.dice import Dice

_SHE = {"they": "she", "them": "her", "their": "her", "They": "She", "Their": "Her"}
_HE = {"they": "he", "them": "him", "their": "his", "They": "He", "Their": "His"}

# Topic of the risk checklist → what a referrer writes of it.
_OF_TOPIC = {
    "injury": "There were injuries at the last incident.",
    "fear": "{They} is very frightened.",
    "fears_next": "{They} fears that worse will come.",
    "isolation": "{They} has been cut off from {their} family.",
    "suicidal": "{They} has spoken of not wanting to live; the crisis team was told the same day.",
    "separation": "{They} left, or tried to leave, within the last year.",
    "child_contact": "There is conflict at every handover of the children.",
    "stalking": "There are dozens of messages a day, and a car waits outside {their} work.",
    "pregnancy": "There is a pregnancy or a very young baby.",
    "more_often": "It happens more and more often.",
    "worse": "It has become more severe.",
    "control": "{Their} phone, money and clothes are checked.",
    "weapon": "An object from the kitchen was used as a weapon.",
    "threat_to_kill": "There were threats to kill that {they} believes.",
    "strangulation": "Hands were put around {their} neck; {they} has been asked to see a doctor.",
    "sexual": "{They} told of sexual violence.",
    "another_person": "{They} is also afraid of relatives.",
    "hurt_others": "Others have been hurt before.",
    "animals": "The dog was hurt.",
    "money": "{They} has no money of {their} own.",
    "substances_or_mental_health": "The person who harms drinks heavily.",
    "perpetrator_suicide": "The person who harms threatens suicide when {they} speaks of leaving.",
    "breach": "Bail conditions were broken.",
    "police_history": "The person who harms is known to the police for violence.",
}
_WISHES = (
    "{They} wants to stay at home and feel safe there.",
    "{They} wants the messages to stop.",
    "{They} wants help to move, near {their} mother.",
    "{They} does not want the police to be told of the last incident.",
    "{They} wants the children left out of it as far as possible.",
    "{They} wants to apply for an order and asks for somebody to come along.",
    "{They} wants to be told before anybody speaks to the person who harms.",
    "{They} is not sure yet and wants to talk again next week.",
)
_JUDGEMENT = (
    "{They} plays down what has happened, and the control is close to complete.",
    "Separation is days old and the stalking has begun.",
    "I have known the family for years and have not seen {them} so frightened.",
    "The score does not show how quickly this has become worse.",
    "{They} would answer few questions because the person who harms was in the next room.",
)
_VICTIM_FACTS = (
    "Last seen in person, alone; {they} spoke of what had happened.",
    "{They} has been in touch with us four times this year.",
    "Two appointments were not kept; calls were answered by somebody else.",
    "{They} asked for help with the tenancy.",
    "Known to us for some years; no concern recorded before this.",
)
_HARMER_FACTS = (
    "Recorded at another address from last month on.",
    "Two reports of violence against an earlier partner.",
    "Has been aggressive to staff: visit in pairs.",
    "Attends when asked to, and says little.",
    "No record.",
)
_CHILD_FACTS = (
    "Seen at school every day; the teacher notices tiredness.",
    "Registered and up to date; last seen with {their} parent present.",
    "Attendance has dropped since the spring.",
    "A plan is in place and is reviewed next month.",
)
_NOT_FOR_MINUTES = (
    "{They} has a second telephone that nobody else knows of.",
    "A relative told us in confidence.",
)
_DISCUSSION = (
    "Police read out the last three reports. Housing confirmed that the tenancy is in {their} name alone.",
    "The adviser spoke for {them}. Children's services have the family open.",
    "Agencies agreed that the danger is greatest at the handovers.",
    "The pattern is of control over years, with violence since the separation.",
)
_RISK = (
    "High. Separation, control and violence come together; the next weeks matter most.",
    "High. Stalking goes on and an order was broken.",
    "High on judgement: the fear is great and little is known of the person who harms.",
    "High. Violence has become more frequent in the last three months.",
)
_CONTACTED = "{Their} adviser spoke with {them} before the meeting. "
_NOT_REACHED = "{They} was not reached by a safe way; {their} adviser will try again. What was known: "
_DECLINED = "{They} would not like to be contacted at present, and was told how to find the service. "
_EVIDENCE = (
    "Done; confirmed by letter to the coordinator.",
    "Done, and {they} was told by {their} adviser.",
    "Marker set and checked.",
    "Visited together with a colleague.",
    "Assessment made; a plan follows.",
    "Spoken with; appointment given by the safe way.",
)
_IMPOSSIBLE = ("{They} has moved out of the area.", "The property was sold.", "The service closed its list.")
_DECLINED_ACTION = ("{They} decided against it for now.", "{They} has found another way and feels safer with it.")
_QUESTION = (
    "Which address does {they} live at now? The postcode is missing.",
    "Please say whether it is safe to call, and when.",
    "Please give the name of the person who harms, or say that it is not known.",
)
_ANSWER = ("Added what was asked.", "Asked the practitioner: see the new details.")
_NOT_MET = (
    "No criterion is met on what was sent, and no judgement of high risk was given.",
    "What was sent shows an argument about money without fear, control or earlier incidents.",
)
_CLAIM_NOT_MET = ("Escalation was claimed; records show one event in twelve months, not three.",)
_ADVICE = (
    "Referred to the outreach service today; safety advice was given by telephone.",
    "The referrer was given the helpline's number and how to refer again when something changes.",
)
_HELPED = (
    "Spoke with {them} by the safe way; {they} knows how to reach us.",
    "{They} was reached by the safe way and will come to the outreach service.",
)
_AGREED_NOT_MET = ("I read what was sent and rang the referrer: I agree, and {they} has other help from today.",)
_APPEAL = (
    "The worker met {them} again yesterday: there were two more events that no record shows.",
    "Our service knows of three events this year, and {they} told the police of one.",
)
_NECESSARY = (
    "The risk is high, and no agency alone sees enough of it to keep {them} safe.",
    "{They} may be badly hurt in the next weeks, and the plan needs police, housing and health together.",
    "What the referrer knows is one part; others hold what would show how near the danger is.",
)
_PROPORTIONATE = (
    "Only agencies that can act on the risk are invited, and only what bears on it is shared.",
    "Nothing of {their} health beyond the injuries is shared, and nobody outside the conference is told.",
)
_NOT_TOLD = (
    "No safe way to reach {them} was known when the referral came in.",
    "Asking {them} now could let the person who harms know; {their} adviser tells {them} when it is safe.",
)
_DEFERRED = ("The hospital's research matters here and is missing.", "The meeting ran out of time; first next time.")
_WITHDRAWN = ("Already heard in the area that {they} moved to.", "Listed twice by mistake; the other case stands.")


def voice(text: str, *, sex: str) -> str:
    """The text, speaking of a woman or a man."""
    return text.format_map(_HE if sex == "male" else _SHE)


class Words:
    """What is written in one case."""

    def __init__(self, *, sex: str, dice: Dice) -> None:
        self.sex, self._dice = sex, dice

    def reason(self, topics: Collection[str]) -> str:
        """Why the case is referred, out of the topics that were answered with yes."""
        said = self._dice.some(sorted(topics), 4) or ["fear"]
        return self._say(" ".join(_OF_TOPIC[topic] for topic in said if topic in _OF_TOPIC) or _OF_TOPIC["fear"])

    def wishes(self) -> str:
        return self._one(_WISHES)

    def judgement(self) -> str:
        return self._one(_JUDGEMENT)

    def her_views(self, *, contacted: bool, declined: bool, wishes: str) -> str:
        """What stands in the notes of the meeting; never empty, for a case is not finished without it."""
        start = _CONTACTED if contacted else _DECLINED if declined else _NOT_REACHED
        return self._say(start) + (wishes or self.wishes())

    def discussion(self) -> str:
        return self._one(_DISCUSSION)

    def risk(self) -> str:
        return self._one(_RISK)

    def research(self, *, children: bool) -> dict[str, str]:
        """What an agency says that knows somebody; the names are those of the research form."""
        said = {"victim_facts": self._one(_VICTIM_FACTS), "harmer_facts": self._one(_HARMER_FACTS)}
        if children:
            said["child_facts"] = self._one(_CHILD_FACTS)
        if self._dice.percent(25):
            said["her_wishes"] = self.wishes()
        if self._dice.percent(4):
            said["not_for_minutes"] = self._one(_NOT_FOR_MINUTES)
        return said

    def helped(self) -> str:
        return self._one(_HELPED)

    def agreed_not_met(self) -> str:
        return self._one(_AGREED_NOT_MET)

    def evidence(self) -> str:
        return self._one(_EVIDENCE)

    def impossible(self) -> str:
        return self._one(_IMPOSSIBLE)

    def not_wanted(self) -> str:
        return self._one(_DECLINED_ACTION)

    def question(self) -> str:
        return self._one(_QUESTION)

    def answer(self) -> str:
        return self._one(_ANSWER)

    def not_met(self, *, claimed: bool) -> tuple[str, str]:
        """Why the criteria are not met, claimed or not, and what advice was given."""
        return self._one(_CLAIM_NOT_MET if claimed else _NOT_MET), self._one(_ADVICE)

    def appeal(self) -> str:
        return self._one(_APPEAL)

    def grounds(self, *, number: int, law: tuple[str, ...], aware: bool) -> Grounds:
        """Why it is shared without consent; the sentences take turns by the case's number."""
        necessity, proportionality, not_told = (
            self._say(each[number % len(each)]) for each in (_NECESSARY, _PROPORTIONATE, _NOT_TOLD)
        )
        told = Told.YES if aware else Told.LATER
        return Grounds(
            law=law, necessity=necessity, proportionality=proportionality, told=told,
            why_not_told="" if aware else not_told,
        )  # fmt: skip

    def deferred(self) -> str:
        return self._one(_DEFERRED)

    def withdrawn(self) -> str:
        return self._one(_WITHDRAWN)

    def _one(self, texts: tuple[str, ...]) -> str:
        return self._say(self._dice.one(texts))

    def _say(self, text: str) -> str:
        return voice(text, sex=self.sex)
