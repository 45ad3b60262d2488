"""Two areas of one installation, and a case on its way from one to the other."""

from __future__ import annotations

from uuid import UUID, uuid4

from openccr.access.acting import acting_as
from openccr.access.sealing import seal
from openccr.conference.models import ArrivedTransfer, Transfer
from openccr.conference.operations.area_keys import check_area, enter_area, make_keys
from openccr.conference.operations.sending_transfers import ARRIVED, Sent, send
from openccr.conference.operations.transfer_contents import gather
from openccr.conference.operations.transfers import Destination, choose, propose
from openccr.conference.rules.transfer_bundle import write_bundle
from openccr.conference.rules.transfer_envelope import new_keys
from openccr.conference.rules.transfers import Section
from openccr.kernel.actors import Actor
from tests.conference.conferences import TODAY, WHEN, accepted
from tests.makers import Area, build_area, make_area

LAW = ("art6_public_task", "art10_safeguarding")
PLACE = "14 Harbour Row, Westmere, WM7 4QX"


def other_area() -> Area:
    """A second partnership in the same installation; its name differs."""
    from openccr.access.owning import as_walls
    from openccr.partnership.models import Partnership

    build_area("westmere")
    area = make_area("westmere")
    with as_walls() as owner:
        Partnership.objects.using(owner).filter(id=area.id).update(name="Westmere")
    return area


def proposed(area: Area, to: Destination, **more: object) -> tuple[UUID, UUID]:
    """An accepted case of which everything goes along: (file, transfer)."""
    file, referral = accepted(area, **more)  # type: ignore[arg-type]
    transfer = propose(
        actor=area.amina,
        file_id=file,
        referral_id=referral,
        to=to,
        reason="She is moving.",
        already_heard=False,
        agenda_out=False,
        at=WHEN,
    )
    choose(
        actor=area.amina,
        file_id=file,
        transfer_id=transfer,
        sections=[one.value for one in Section],
        agencies_agreed=[],
        orders="Non-molestation order until next spring.",
        handover="Grace spoke to their IDVA today.",
        at=WHEN,
    )
    return file, transfer


def sent(area: Area, to: Destination, **more: object) -> tuple[UUID, UUID, Sent]:
    """The same, sent: (file, transfer, what became of it)."""
    file, transfer = proposed(area, to, **more)
    out = send(actor=area.amina, file_id=file, transfer_id=transfer, law=LAW, no_new_address=True, at=WHEN)
    return file, transfer, out


def know_each_other(one: Actor, other: Actor) -> tuple[UUID, UUID]:
    """Both make keys, enter and compare: ids of (the other as `one` knows it, `one` as the other does)."""
    keys = {actor: make_keys(actor=actor, at=WHEN) for actor in (one, other)}
    made = []
    for mine, theirs in ((one, other), (other, one)):
        row = enter_area(actor=mine, name="The other area", introduction=keys[theirs].introduction, at=WHEN)
        check_area(actor=mine, area_id=row, fingerprint=keys[theirs].fingerprint, with_whom="By phone", at=WHEN)
        made.append(row)
    return made[0], made[1]


def in_world(area: Area, file: UUID, referral: UUID) -> dict[str, object]:
    """What the ids in addresses of transfers stand for: one of a case, one that arrived, another area's key."""
    amina = area.amina
    other = enter_area(actor=amina, name="Westmere", introduction=new_keys().public.introduction, at=WHEN)
    transfer = propose(
        actor=amina, file_id=file, referral_id=referral, to=Destination(area=other), reason="She is moving.",
        already_heard=False, agenda_out=False, at=WHEN,
    )  # fmt: skip
    arrived = uuid4()
    with acting_as(amina):
        # As another area would have sent it, under its own reference: the case here has nothing to do with it.
        gathered = gather(actor=amina, transfer=Transfer.objects.get(id=transfer), at=WHEN)
        content = gathered.model_copy(update={"reference": "W-0815"})
        row = ArrivedTransfer(
            id=arrived, agency_id=amina.agency_id, bundle=uuid4(), from_name="Westmere", inside=False,
            sealed=seal(write_bundle(content), purpose=ARRIVED, owner=arrived), arrived_at=WHEN, due_on=TODAY,
            state="sent",
        )  # fmt: skip
        ArrivedTransfer.objects.bulk_create([row])
    return {"transfer": transfer, "arrived": arrived, "area": other}
