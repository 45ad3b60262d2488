"""Who listens to what: one readable line each. Handlers run in the operation's transaction."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.operations.advisers import tell_advisers
from openccr.actions.operations.flags import ask_for_flags
from openccr.actions.operations.owners import move_from
from openccr.actions.rules.locks import LockOverridden
from openccr.actions.rules.states import ActionAgreed
from openccr.casefiles.emergency import LAW as EMERGENCY_LAW
from openccr.casefiles.models import TimelineEntry
from openccr.casefiles.officer import officers
from openccr.casefiles.operations import follow_exclusions
from openccr.casefiles.rules import ConflictExcluded, EmergencyOpened, StandsIn
from openccr.conference.models import Hearing, Research
from openccr.conference.operations.answering_transfers import answer_transfer
from openccr.conference.operations.conflict_matching import files_about
from openccr.conference.operations.conflicts import hold_conflicts, hold_second_accounts
from openccr.conference.operations.guests import write_down_who_heard
from openccr.conference.operations.held_alike import hold_alike
from openccr.conference.operations.standing_in import let_go_of_listed, share_with_stand_in
from openccr.conference.operations.without_unit import hold_without_unit
from openccr.conference.rules.hearings import CaseHeard, CaseListed, CaseTakenOff
from openccr.conference.rules.referrals import ReferralDecided, ReferralsReceived, SecondAsked
from openccr.conference.rules.repeats import add_months
from openccr.conference.rules.research import ResearchAsked
from openccr.conference.rules.transfers import TransferLate
from openccr.kernel.events import AreaEvent, Event, Handler
from openccr.notices.operations import tell_agency, tell_person
from openccr.partnership.models import Partnership
from openccr.partnership.practice import practice
from openccr.partnership.rules import AppointmentEnded, AppointmentTaken
from openccr.partnership.services import area_of, service_actors
from openccr.people.operations import see_signs
from openccr.people.rules.dangers import PersonDied, SignsSeen
from openccr.people.rules.recognising import PeopleKnownBetter
from openccr.people.rules.staff import StaffDeclared
from openccr.risk.queries.pathways import answers_leading_to
from openccr.risk.rules.events import RiskAssessed
from openccr.safeguarding.rules import SafeguardingChased, SafeguardingReferred
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.no_go import NamedOnCase, PersonNamed, SomebodyListed
from openccr.sharing.rules.ways import Way

JUST_NOW = timedelta(minutes=5)


def _tell_its_agency(event: ActionAgreed | ResearchAsked | ReferralDecided | SecondAsked) -> None:
    if event.agency_id != event.actor.agency_id:
        tell_agency(actor=event.actor, file_id=event.file_id, agency_id=event.agency_id)


def _tell_the_coordinator(event: PersonDied) -> None:
    agency = Partnership.objects.values_list("coordinating_agency_id", flat=True).get(id=event.actor.partnership)
    if agency is not None:
        tell_agency(actor=event.actor, file_id=event.file_id, agency_id=agency)


def _open_the_suicide_pathway(event: RiskAssessed) -> None:
    """An answer that speaks of suicide is a thing for today; one of long ago, brought in now, is not."""
    pathway = practice(event.actor).people.suicidal_signs.opened_by
    now = timezone.now()
    for person, item, words in answers_leading_to(
        pathway, event.assessment_id, actor=event.actor, entered_since=now - JUST_NOW
    ):
        see_signs(actor=event.actor, file=event.file_id, person=person, what=words, arises_from=item, at=now)


def _tell_the_receiver(event: SafeguardingReferred | SafeguardingChased) -> None:
    if event.agency_id != event.actor.agency_id:
        tell_agency(actor=event.actor, file_id=event.file_id, agency_id=event.agency_id)


def _tell_her_adviser(event: LockOverridden) -> None:
    tell_advisers(actor=event.actor, file_id=event.file_id)


def _tell_her_adviser_at_once(event: SignsSeen) -> None:
    tell_advisers(actor=event.actor, file_id=event.file_id, at_once=True)


def _ask_for_flags(event: CaseHeard) -> None:
    """Every agency that was asked about the case flags its record, until the pack's months after the last referral."""
    hearing = Hearing.objects.select_related("referral", "meeting__forum").get(id=event.hearing_id)
    asked = Research.objects.filter(hearing=hearing).values_list("agency_id", flat=True)
    months = practice(event.actor).processes[hearing.meeting.forum.kind].periods.flag.months
    ask_for_flags(
        actor=event.actor, file_id=event.file_id, agency_ids=asked,
        until_on=add_months(hearing.referral.referred_on, months), at=hearing.heard_at or timezone.now(),
    )  # fmt: skip


def _move_the_leavers_actions(event: AppointmentEnded) -> None:
    # A lead who ends an appointment sees no case: the partnership's own service actor moves what was theirs.
    for service in service_actors("a leaver's actions"):
        if service.partnership_id == event.actor.partnership_id:
            move_from(actor=service, appointment_ids=[event.appointment_id], at=timezone.now())


def _answer_the_sending_area(event: CaseListed | CaseTakenOff | ReferralDecided) -> None:
    # Whoever listed or decided may not see what arrived: the partnership's own service actor answers.
    for service in service_actors("answers to transfers"):
        if service.partnership_id == event.actor.partnership_id:
            answer_transfer(actor=service, event=event)


def _tell_its_agency_again(event: TransferLate) -> None:
    tell_agency(actor=event.actor, file_id=event.file_id, agency_id=event.agency_id)


def _tell_the_coordinator_at_once(event: EmergencyOpened | NamedOnCase | SignsSeen) -> None:
    agency = Partnership.objects.values_list("coordinating_agency_id", flat=True).get(id=event.actor.partnership)
    if agency is not None and (isinstance(event, EmergencyOpened) or not event.actor.whole_area):
        tell_agency(actor=event.actor, file_id=event.file_id, agency_id=agency, at_once=True)


def _write_down_an_emergency(event: EmergencyOpened) -> None:
    entry = TimelineEntry.objects.filter(file_id=event.file_id, kind="emergency").latest("at")
    let_out = LetOut(
        way=Way.EMERGENCY, why="Opened in an emergency, for an hour", agency_id=event.actor.agency, law=EMERGENCY_LAW,
        necessity=entry.sentence, proportionality="One case, for one hour, reviewed by somebody else",
    )  # fmt: skip
    disclose(actor=event.actor, file_ids=[event.file_id], let_out=let_out, at=timezone.now())


def _tell_of_an_emergency(event: EmergencyOpened) -> None:
    tell_advisers(actor=event.actor, file_id=event.file_id)
    for officer in officers():
        tell_person(actor=event.actor, appointment_id=officer, file_id=event.file_id)


def _hold_who_may_be_in_it(event: ReferralsReceived | CaseListed | PersonNamed | PeopleKnownBetter) -> None:
    # Whoever refers or lists may be the one who is held: the partnership's service actor looks, and tells them nothing.
    service = area_of(event.actor, purpose="conflicts of interest")
    files = event.file_ids if isinstance(event, ReferralsReceived) else [event.file_id]
    hold_conflicts(actor=service, files=files, at=timezone.now())


def _hold_as_in_cases_alike(
    event: ReferralsReceived | CaseListed | PeopleKnownBetter | ConflictExcluded,
) -> None:
    # Whoever refers may be kept out of a case of the same people, which they may not learn: the service actor looks.
    service = area_of(event.actor, purpose="conflicts of interest")
    files = event.file_ids if isinstance(event, ReferralsReceived) else [event.file_id]
    if hold_alike(actor=service, files=files, at=timezone.now()):
        hold_without_unit(actor=service, files=files, at=timezone.now())


def _hold_somebody_new(event: AppointmentTaken | StaffDeclared) -> None:
    user = event.user_id if isinstance(event, AppointmentTaken) else event.actor.user_id
    service = area_of(event.actor, purpose="conflicts of interest")
    if user is not None:
        if isinstance(event, AppointmentTaken):
            follow_exclusions(actor=service, user_id=user)
        with acting_as(service):
            files = files_about(user, names=event.names if isinstance(event, StaffDeclared) else ())
        hold_conflicts(actor=service, files=files, at=timezone.now())
        hold_alike(actor=service, files=files, at=timezone.now())
        hold_second_accounts(actor=service, user_id=user, at=timezone.now())
        hold_without_unit(actor=service, user_id=user, at=timezone.now())


def _hold_second_accounts(event: ConflictExcluded) -> None:
    service = area_of(event.actor, purpose="conflicts of interest")
    hold_second_accounts(actor=service, file=event.file_id, at=timezone.now())


def _hold_without_unit(event: ConflictExcluded) -> None:
    service = area_of(event.actor, purpose="conflicts of interest")
    hold_without_unit(
        actor=service, files=[event.file_id], decided_by=event.actor.user_id, at=timezone.now()
    )  # fmt: skip


def _let_go_who_stands_in(event: SomebodyListed) -> None:
    # Whoever writes the list may not read who stands in: the service actor ends it, and the coordinator names another.
    service = area_of(event.actor, purpose="no-go lists")
    if let_go_of_listed(actor=service, file_id=event.file_id, at=timezone.now()):
        _tell_the_coordinator_at_once(NamedOnCase(event.actor, event.file_id))


def _share_with_who_stands_in(event: StandsIn) -> None:
    share_with_stand_in(
        actor=event.actor, file=event.file_id, appointment=event.appointment_id, exclusion=event.exclusion_id,
        at=timezone.now(),
    )  # fmt: skip


REACTIONS: dict[type[Event | AreaEvent], tuple[Handler, ...]] = {
    ReferralDecided: (
        _answer_the_sending_area,
        _tell_its_agency,
    ),
    SecondAsked: (_tell_its_agency,),
    ResearchAsked: (_tell_its_agency,),
    ActionAgreed: (_tell_its_agency,),
    LockOverridden: (_tell_her_adviser,),
    CaseListed: (_answer_the_sending_area, _hold_who_may_be_in_it, _hold_as_in_cases_alike),
    EmergencyOpened: (_tell_the_coordinator_at_once, _tell_of_an_emergency, _write_down_an_emergency),
    NamedOnCase: (_tell_the_coordinator_at_once,),
    SomebodyListed: (_let_go_who_stands_in,),
    PersonNamed: (_hold_who_may_be_in_it,),
    ReferralsReceived: (_hold_who_may_be_in_it, _hold_as_in_cases_alike),
    PeopleKnownBetter: (_hold_who_may_be_in_it, _hold_as_in_cases_alike),
    AppointmentTaken: (_hold_somebody_new,),
    ConflictExcluded: (_hold_second_accounts, _hold_without_unit, _hold_as_in_cases_alike),
    StaffDeclared: (_hold_somebody_new,),
    StandsIn: (_share_with_who_stands_in,),
    TransferLate: (_tell_its_agency_again,),
    CaseTakenOff: (_answer_the_sending_area,),
    CaseHeard: (_ask_for_flags, write_down_who_heard),
    RiskAssessed: (_open_the_suicide_pathway,),
    PersonDied: (_tell_the_coordinator,),
    SignsSeen: (_tell_her_adviser_at_once, _tell_the_coordinator_at_once),
    SafeguardingReferred: (_tell_the_receiver,),
    SafeguardingChased: (_tell_the_receiver,),
    AppointmentEnded: (_move_the_leavers_actions,),
}
