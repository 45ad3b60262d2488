"""Files of referrals as agencies send them. Every person, number and postcode in them is invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

COLUMNS = (
    "referral_ref", "referred_on", "agency", "referrer_name", "referrer_email", "criteria", "dash_score",
    "judgement_reason", "victim_given_name", "victim_family_name", "victim_aliases", "victim_dob", "victim_sex",
    "victim_address", "victim_postcode", "victim_phone", "safe_to_call", "safe_contact_notes", "ethnicity",
    "disability", "lgbt", "pregnant", "language", "interpreter", "recourse_to_public_funds", "perpetrator_given_name",
    "perpetrator_family_name", "perpetrator_aliases", "perpetrator_dob", "perpetrator_sex", "perpetrator_address",
    "perpetrator_postcode", "relationship", "children", "consent", "victim_aware", "unaware_reason", "incident_on",
    "reason", "victim_wishes",
)  # fmt: skip
"""The canonical columns of an import."""

WHOLE: dict[str, Any] = {
    "referral_ref": "HX-1",
    "referred_on": "20/2/2026",
    "agency": "Exampleshire Police",
    "referrer_name": "Pia Rowntree",
    "referrer_email": "pia@police.example",
    "criteria": "VHR; PJ",
    "dash_score": "16",
    "judgement_reason": "He has found her twice.",
    "victim_given_name": "Nadia",
    "victim_family_name": "Invented",
    "victim_aliases": "Nads; Nadia Examplova",
    "victim_dob": "03-Apr-1988",
    "victim_sex": "F",
    "victim_address": "1 Nowhere Lane",
    "victim_postcode": "zz99 3vz",
    "victim_phone": "07700 900123",
    "safe_to_call": "Y",
    "safe_contact_notes": "after five, never leave a message",
    "ethnicity": "White British",
    "disability": "N",
    "lgbt": "not known",
    "pregnant": "n/k",
    "language": "Polish",
    "interpreter": "no",
    "recourse_to_public_funds": "canary: no recourse",
    "perpetrator_given_name": "Mark",
    "perpetrator_family_name": "Invented",
    "perpetrator_dob": "1/2/80",
    "perpetrator_sex": "M",
    "perpetrator_address": "2 Nowhere Lane",
    "relationship": "ex-husband",
    "children": "Ella 3/4/2019; Tom (M) 5-Jun-2020; unborn 12/07/2026",
    "consent": "Y",
    "victim_aware": "Y",
    "incident_on": "19/2/26",
    "reason": "He waited outside her work.",
    "victim_wishes": "To stay in her home.",
}
"""One row with everything in it."""
HEADINGS = {
    "referral_ref": "Our Ref.",
    "referred_on": "Date of Referral",
    "agency": "Referring Agency",
    "victim_given_name": "Client forename",
    "victim_family_name": "Client Surname ",
    "victim_dob": "D.O.B. (victim)",
    "perpetrator_given_name": "Perp first name",
    "perpetrator_family_name": "PERP SURNAME",
    "dash_score": "DASH Score",
    "children": "Children's names and DOBs",
}
"""What agencies call some of the columns."""


def row(**changed: Any) -> dict[str, Any]:
    """A whole row with some values changed; `None` takes one out."""
    return {name: value for name, value in {**WHOLE, **changed}.items() if value is not None}


def rows(number: int) -> list[dict[str, Any]]:
    """As many different rows."""
    return [
        row(referral_ref=f"HX-{place}", victim_given_name=f"Nadia{'abcdefghij'[place % 10]}",
            victim_phone=f"07700 900{place % 1000:03}")
        for place in range(number)
    ]  # fmt: skip


def csv_file(
    records: Iterable[Mapping[str, Any]],
    *,
    columns: Sequence[str] = COLUMNS,
    headings: Mapping[str, str] | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> bytes:
    """A CSV of these records, under other headings where they are given."""
    records = list(records)
    names = [*columns, *dict.fromkeys(name for record in records for name in record if name not in columns)]
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter)
    writer.writerow([(headings or {}).get(name, name) for name in names])
    writer.writerows([record.get(name, "") for name in names] for record in records)
    return target.getvalue().encode(encoding)


def workbook(
    records: Iterable[Mapping[str, Any]], *, columns: Sequence[str] = COLUMNS, titles: Sequence[str] = ()
) -> bytes:
    """A workbook of these records below merged titles; a value that begins with = is a formula without a result."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Referrals")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for line, title in enumerate(titles):
        sheet.merge_range(line, 0, line, len(columns) - 1, title)
    top = len(titles)
    sheet.write_row(top, 0, columns)
    for line, record in enumerate(records, start=top + 1):
        for position, name in enumerate(columns):
            value = record.get(name, "")
            if isinstance(value, str) and value.startswith("="):
                sheet.write_formula(line, position, value, None, "")
            elif hasattr(value, "year"):
                sheet.write_datetime(line, position, value, day)
            elif value != "":
                sheet.write(line, position, value)
    book.close()
    return target.getvalue()
