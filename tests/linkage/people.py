"""Invented people of two agencies, few enough for a test: who stands in both, and with which slips."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

HEADINGS = (
    "agency", "local_id", "given_name", "middle_name", "family_name", "aliases", "dob", "sex", "address", "postcode",
    "phone",
)  # fmt: skip

_GIVEN = (
    "Rowan",
    "Ash",
    "Wren",
    "Imogen",
    "Tariq",
    "Nadia",
    "Priya",
    "Leoni",
    "Marek",
    "Orla",
    "Kwame",
    "Yusuf",
    "Bryn",
    "Cerys",
    "Dilys",
    "Ewan",
    "Freya",
    "Gwen",
)
_HEADS = ("Tides", "Mar", "Har", "Ling", "Abber", "Oss", "Kow", "Chow", "Win", "Thorn", "Pem", "Quin", "Salt")
_TAILS = ("well", "sh", "row", "qvist", "nathy", "ei", "alczyk")
_LETTERS = "ABDEFGHJLNPQRSTU"


def someone(number: int, agency: str) -> dict[str, str]:
    """The person of a number, as the agency writes her: the second agency makes a slip with every third."""
    draw = Random(number)
    family = f"{draw.choice(_HEADS)}{draw.choice('aeiou')}{draw.choice('bdfgklmnprst')}{draw.choice(_TAILS)}"
    row = {
        "agency": agency,
        "local_id": f"{agency}{number}",
        "given_name": draw.choice(_GIVEN),
        "middle_name": "",
        "family_name": family,
        "aliases": "",
        "dob": f"{draw.randint(1940, 2005)}-{draw.randint(1, 12):02}-{draw.randint(2, 28):02}",
        "sex": draw.choice("FM"),
        "address": f"{draw.randint(1, 90)} {draw.choice(_HEADS)}{draw.choice(_TAILS)} Road",
        "postcode": f"ZZ{draw.randint(1, 19)} {draw.randint(1, 9)}{draw.choice(_LETTERS)}{draw.choice(_LETTERS)}",
        "phone": f"07700 900{number % 1000:03}" if number % 3 else "",
    }
    if agency == "b" and number % 3 == 0:
        slip = number // 3 % 4
        if slip == 0:
            row["family_name"] = family[:3] + family[4:]
        elif slip == 1:
            year, month, day = row["dob"].split("-")
            row["dob"] = f"{year}-{day}-{month}" if int(day) <= 12 else f"{year}-{month}-{day}"
        elif slip == 2:
            row |= {"address": "99 Elsewhere Lane", "postcode": "ZZ99 3VZ"}
        else:
            row |= {"given_name": row["family_name"], "family_name": row["given_name"]}
    return row


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """A CSV file with the standard's headings."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, HEADINGS)
        out.writeheader()
        out.writerows(rows)
    return path
