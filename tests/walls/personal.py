"""Every personal field there is, and the canaries written into all of them.

Nobody lists the personal fields: every text of a walled table is one until it is named here as something else, so that
a field added tomorrow is searched for tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from django.apps import apps
from django.db import IntegrityError, models, transaction

from openccr.access.models import Walled
from openccr.access.owning import as_walls
from tests.walls.canaries import TALLY, Kind, token

LEAST = 100
"""Shorter columns hold keys ("listed", "victim"), which say nothing of a person by themselves."""
SHORT = frozenset({"casefiles.CaseFile.title"})
"""Short, and yet of a person: her initials."""
STAFF = re.compile(r"(^|_)(by|by_name|name|signatory|signatory_post|post|agreed_how|owner)$")
"""Who did it, and for which agency: they work here, and are shown to whoever works on the case."""
STAFFS_NAMES_TOO = frozenset({"documents.Attachment.name", "sharing.NoGo.person", "partnership.ApiClient.name"})
"""Called like a worker's field, and what somebody typed all the same."""
OTHER = {
    "keys, tokens and addresses of our own": (
        "ui.Receipt.href", "ui.GivenAnswer.key", "jobs.Work.words", "jobs.Work.href", "people.PersonName.given_key",
        "people.PersonName.family_key", "documents.Attachment.content_type", "documents.StoredFile.content_type",
        "documents.Disposal.rule", "conference.PackKey.public", "conference.MeetingPack.opens_with",
        "conference.AreaKey.recipient", "conference.OtherArea.recipient", "leaving.AreaExport.recipient",
    ),
    "of the area and its agencies, not of a case": (
        "partnership.", "sharing.Agreement.", "sharing.Party.", "conference.Meeting.", "conference.Schedule.",
        "conference.SkippedDay.", "conference.OtherArea.", "governance.PrincipleCheck.", "insight.",
        "leaving.AreaExport.reason", "conference.ReferralLink.", "accounts.", "conference.Attendance.",
        "conference.Guest.", "documents.MadePaper.", "conference.Referral.referrer_email",
        "conference.Referral.sent_to", "directory.", "governance.AssessmentRound.", "governance.Rating.",
        "linkage.SignOff.", "linkage.Extract.",
        "governance.Moderated.", "governance.Board", "governance.Sitting", "governance.PaperOpened.",
        "governance.BodyLead.", "governance.Matter.", "governance.Dynamic.", "governance.Interest.",
        "governance.TakingPart.", "governance.MeetingTime.", "governance.ContractLeave.", "governance.FundingStream.",
        "governance.Contract.",
        "governance.ContractMeasure.", "governance.Pilot.", "governance.BusinessCase.", "governance.KeptPolicy.",
        "governance.PolicyVersion.", "governance.PolicySignatory.", "governance.PolicyRead.", "governance.DutyDone.",
        "governance.Strategy", "governance.AgencyContribution.", "governance.TheoryStep.", "governance.Outcome.",
        "governance.Objective.", "governance.Indicator", "governance.AuthorsText.", "governance.Recommendation",
        "governance.Milestone.", "governance.Published", "actions.Action.said", "voice.Engagement.",
        "voice.Payment.", "voice.Published.",
    ),
}  # fmt: skip
"""Long texts that are of no person of a case: whole tables (ending in a full stop) or single columns."""
OF_A_CASE = {"actions.Action": {"file__isnull": False}}
"""Tables that hold rows of the partnership as well: which are of a case."""
KINDS = {
    "casefiles.Exclusion.": Kind.EXCLUSION,
    "conference.StaffLooked.": Kind.EXCLUSION,
    "people.PersonName.given": Kind.NAME,
    "people.PersonName.family": Kind.NAME,
    "casefiles.CaseFile.title": Kind.NAME,
}


@dataclass(frozen=True)
class Planted:
    """Where a canary was put: `app.Model.field`."""

    field: str
    kind: Kind


def personal_fields() -> Iterator[tuple[type[Walled], models.Field, Kind]]:  # type: ignore[type-arg]
    """Every text column about people of a case, with what a canary in it stands for."""
    others = tuple(one for names in OTHER.values() for one in names)
    for model in apps.get_models():
        if not issubclass(model, Walled):
            continue
        for field in model._meta.concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            if name.startswith(others) or not isinstance(field, models.CharField | models.TextField) or field.choices:
                continue
            if STAFF.search(field.name) and name not in STAFFS_NAMES_TOO:
                continue
            if isinstance(field, models.CharField) and (field.max_length or 0) < LEAST and name not in SHORT:
                continue
            yield model, field, next((kind for start, kind in KINDS.items() if name.startswith(start)), Kind.WORDS)


def plant() -> dict[str, Planted]:
    """Put a canary into every personal field of every row, empty ones too, as the owner; token → where it stands."""
    numbers, planted = count(1), {}
    with as_walls() as owner:
        for model, field, kind in personal_fields():
            rows = model.objects.using(owner).filter(**OF_A_CASE.get(model._meta.label, {}))
            for row in rows.values_list("pk", flat=True):
                word = token(kind, next(numbers))
                # Some may be filled only in another state ("why it ended"): the database says which.
                with suppress(IntegrityError), transaction.atomic(using=owner):
                    model.objects.using(owner).filter(pk=row).update(**{field.name: word})
                    planted[word] = Planted(f"{model._meta.label}.{field.name}", kind)
    TALLY.tokens += len(planted)
    return planted
