"""What an agency's own system may do: send the records that are to be compared.

Annotations are real objects here, not text: the description of the API is made from them.
"""

import csv
import io
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import ConfigDict, Field

from openccr.linkage.engine.headings import WHOLE
from openccr.linkage.operations.extracts import About, take_extract
from openccr.linkage.rules.extracts import BESIDE, COMPARED
from openccr.ui.calls import Calls, Day, Plain

calls = Calls("linkage")

MOST = 2_000
"""How many records may be sent at once; more go as a file."""


class RecordSent(Schema):
    """One person as the agency holds her. Leave out what is not known. Nothing about immigration is ever sent."""

    model_config = ConfigDict(extra="forbid")
    local_id: Plain = Field(description="Your own number of the record.")
    name: Plain = Field("", description="The whole name where you have it in one, as “Smith, Jane” or “Jane Smith”.")
    given_name: Plain = ""
    middle_name: Plain = ""
    family_name: Plain = ""
    aliases: Plain = Field("", description="Other names, with semicolons between.")
    dob: Plain = Field("", description="Best as 1990-04-03. Day before month otherwise; the year alone will do.")
    sex: Plain = ""
    address: Plain = ""
    postcode: Plain = ""
    phone: Plain = ""
    part: Plain = Field("", description="victim, harmer or child.")
    with_local_id: Plain = Field("", description="Your number of the other of the pair.")
    signals: Plain = Field("", description="Signs of risk, with semicolons between.")
    last_contact: Plain = Field("", description="Best as 2026-03-02. The day of the newest sign of risk or contact.")
    household: Plain = ""
    moved_from: Plain = ""
    ethnicity: Plain = ""


class ExtractSent(Schema):
    """Records, what they are, why they are sent and until when. They take the place of those of the same kind."""

    model_config = ConfigDict(extra="forbid")
    kind: Plain = Field(description="A key of your partnership's practice, as “housing”; a wrong one is told all.")
    purpose: Plain = Field(description="What the records may be used for, in a sentence.")
    lawful_basis: Plain = Field(description="A key of your partnership's practice, as “art6_public_task”; as kind.")
    conditions: list[Plain] = Field(
        [], max_length=20,
        description="Keys of your partnership's practice, as “art9_safeguarding”, for what the records say of health,"
        " ethnicity or offences; as kind. At least one, unless the basis is law enforcement processing.",
    )  # fmt: skip
    keep_until: Day = Field(description="The day by which they are deleted. One too late is told the last one.")
    records: list[RecordSent] = Field(min_length=1, max_length=MOST)


class ExtractTaken(Schema):
    """What came of what was sent."""

    id: UUID
    rows: int
    refused: int
    compared: bool = Field(description="False: kept, and compared with nothing until your agency's lead says so.")
    notes: list[str] = Field(description="What was read with a loss, such as a date of birth that is none.")
    refused_file: str = Field(description="The refused records as CSV, with what to correct; empty without any.")


@calls.post(
    "extracts", name="call_extracts", title="Send records to be compared", may="linkage.api_extract",
    answer=ExtractTaken, status=201,
)  # fmt: skip
def send_records(request: HttpRequest, body: ExtractSent) -> Any:
    actor = request.auth  # type: ignore[attr-defined]
    out = io.StringIO()
    writer = csv.DictWriter(out, [name for name in (*COMPARED, WHOLE, *BESIDE) if name != "agency"])
    writer.writeheader()
    writer.writerows(one.dict() for one in body.records)
    about = About(body.kind, body.purpose, body.lawful_basis, tuple(body.conditions), body.keep_until)
    taken = take_extract(
        actor=actor, agency_id=actor.agency, data=out.getvalue().encode(), filename="What was sent", about=about,
        at=timezone.now(),
    )  # fmt: skip
    return {
        "id": taken.id, "rows": taken.rows, "refused": taken.refused, "compared": taken.compared,
        "notes": list(taken.notes),
        "refused_file": taken.refused_file.decode("utf-8-sig"),
    }  # fmt: skip
