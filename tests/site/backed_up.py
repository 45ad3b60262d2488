"""An area that is backed up, and a host onto which it is restored."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.db import connections
from django.utils import timezone

from openccr.access.age import AgeKey, new_age_key
from openccr.access.walls import OWNER
from openccr.documents.disposing import approve_disposal, propose_disposal
from openccr.people.operations import Contact, Description, Name, add_person, destroy_key
from openccr.people.rules import PartKind
from openccr.site import postgres
from openccr.site.backups.erased import erased
from openccr.site.backups.making import Made, Source, make
from openccr.site.backups.restoring import Restored, restore
from openccr.site.backups.source import source_of
from openccr.site.databases import place
from openccr.site.environment import Environment, Mode, environment
from tests.audit.acting import acts
from tests.conference.conferences import listed
from tests.copies import own_database
from tests.documents.test_disposal import closed_long_ago, other_coordinator
from tests.makers import TODAY, Area, make_area, open_case
from tests.site.conftest import folder

STREET, NAME = "41 Kingfisher Parade", "Canarina"
PAPER = b"a sealed paper"


@dataclass
class Kept:
    """A backed-up area, with what was erased after it was backed up."""

    made: Made
    source: Source
    key: AgeKey
    keeper: AgeKey
    erased: str
    person: str
    file: str


@contextmanager
def backed_up() -> Iterator[Kept]:
    """An area with acts, a case to be disposed of and somebody with an address, backed up; then both are erased."""
    data, to = folder(), folder()
    with own_database("backed_up"):
        area = make_area()
        acts(area.amina, 5)
        person = _somebody(area)
        old = closed_long_ago(area, listed(area))
        (data / "files").mkdir()
        (data / "files" / "7b0c").write_bytes(PAPER)
        source = _source(data)
        key, keeper = new_age_key(), new_age_key()
        made = make(source=source, to=to, recipient=key.recipient, keys_to=keeper.recipient, at=datetime.now(UTC))
        proposed = propose_disposal(actor=area.amina, file=old, at=timezone.now())
        approve_disposal(actor=other_coordinator(area), disposal=proposed, at=timezone.now())
        destroy_key(actor=area.actors["commands"], person=person, reason="asked for by her", at=timezone.now())
        yield Kept(made, source, key, keeper, erased(), str(person), str(old))
    shutil.rmtree(data)
    shutil.rmtree(to)


def _somebody(area: Area) -> UUID:
    file = open_case(area)
    described = Description(
        names=(Name(given=NAME, family="Tamworth"),),
        places=(("address", STREET),),
        contact=Contact(safe="yes", rule="after three"),
    )
    return add_person(
        actor=area.amina, file_id=file, kind=PartKind.VICTIM, described=described, relationship="", source="Housing",
        on=TODAY,
    )  # fmt: skip


def _source(data: Path) -> Source:
    name = connections["owner"].settings_dict["NAME"]
    return replace(source_of(environment(), database=name), data=data, mode="live")


@dataclass
class Host:
    """A host that was empty."""

    site: Environment
    done: Restored

    @property
    def owner(self) -> str:
        return place(self.site).as_role(OWNER, self.site.secrets().openccr_owner)


@contextmanager
def restored(kept: Kept) -> Iterator[Host]:
    """An empty host onto which the backup is restored, and what was erased since erased again."""
    data = folder()
    site = Environment(mode=Mode.LIVE, data=data)
    told = data.with_name(data.name + "-erased")
    told.write_text(kept.erased)
    try:
        yield Host(
            site,
            restore(
                site=site, backup=kept.made.path, secrets=[kept.key.secret], keys=kept.made.keys,
                keys_secrets=[kept.keeper.secret], erased=told,
            ),
        )  # fmt: skip
    finally:
        postgres.stop(data)
        shutil.rmtree(data)
        told.unlink()
