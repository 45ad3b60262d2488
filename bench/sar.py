"""Subject access (T6, C11): generated cases, a canary in every field about somebody else, searched in the raw bytes.

Each case is an invented one, filled field by field from the closed list of what is searched: sentences of the one who
asks, and canaries wherever it is about anybody else, who told us, or where somebody is. The request goes through the
operations as a coordinator would take it, every proposal confirmed as the rules make it. Then every byte of the bundle
is searched: the pages, each stream inflated, the metadata, the plain text and the file's names.

`BENCH_SAR` is how many cases (500); `BENCH_CASES=1200 ./run bench sar` makes a small area for it.
"""

from __future__ import annotations

import base64
import os
import time
from typing import Any

from bench._area import actor, use_area
from bench._report import figure, say, show

CASES = int(os.environ.get("BENCH_SAR", "500"))
KINDS = (("harmer", "self"), ("victim", "self"), ("child", "parent"), ("child", "on_behalf"))


def main() -> None:
    use_area()
    import psycopg
    from django.db import connections

    from openccr.site.environment import environment
    from openccr.site.ready import administrator_url

    name = connections["owner"].settings_dict["NAME"]
    administrator = psycopg.connect(administrator_url(environment()), autocommit=True)
    administrator.execute('DROP DATABASE IF EXISTS "openccr_sar" WITH (FORCE)')
    connections.close_all()
    administrator.execute(f'CREATE DATABASE "openccr_sar" TEMPLATE "{name}" OWNER openccr_owner')
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = "openccr_sar"
    try:
        measured()
    finally:
        connections.close_all()
        administrator.execute('DROP DATABASE "openccr_sar" WITH (FORCE)')
        administrator.close()


def measured() -> None:
    """Take the figures on the copy."""
    from openccr.access.acting import acting_as
    from openccr.casefiles.models import CaseFile

    who = actor("coordinator")
    with acting_as(who):
        files = list(CaseFile.objects.filter(kind="marac").order_by("id").values_list("id", flat=True)[: 2 * CASES])
    found, own, came, canaries, caught, planted, fields, refused = [], 0, 0, 0, 0, 0, set(), 0
    done, begun = 0, time.monotonic()
    for number, file in enumerate(files):
        if done == CASES:
            break
        part, capacity = KINDS[number % len(KINDS)]
        one = _case(who, file, seed=number, part=part, capacity=capacity)
        if one is None:
            continue
        done += 1
        refused += one["refused"]
        found += one["leaks"]
        for lost in one["lost"][:2]:
            say(f"kept back although theirs: {lost}")
        own, came = own + one["own"], came + one["came"]
        canaries += one["canaries"]
        caught, planted = caught + one["caught"], planted + one["planted"]
        fields |= one["fields"]
        if done % 50 == 0:
            say(f"{done} cases, {time.monotonic() - begun:.0f} s")
    from openccr.subjectaccess.rules.sources import TABLES

    every = {f"{label}.{name}" for label, table in TABLES.items() for name in table.words} - NAMES
    for leak in sorted(set(found))[:20]:
        say(f"leak: {leak}")
    for missing in sorted(every - fields):
        say(f"never filled: {missing}")
    figure("T6.cases", "generated requests answered", done, goal=f">= {CASES}", met=done >= CASES)
    figure("T6.leaks", "canaries found in raw bytes", len(found), goal="0", met=not found)
    figure("T6.canaries", "canaries looked for", canaries)
    figure(
        "T6.fields",
        "searched fields that were filled, per cent",
        100 * len(fields & every) / len(every),
        goal=">= 95",
        met=len(fields & every) >= 0.95 * len(every),
        unit="%",
    )
    recall = 100 * came / own if own else 0.0
    figure("T6.own", "own items that came out, per cent", recall, goal=">= 99", met=recall >= 99, unit="%")
    figure("T6.mistakes", "sentences let go by mistake and caught in the final bytes, per cent",
           100 * caught / planted if planted else 0.0, goal="100", met=caught == planted, unit="%")  # fmt: skip
    figure("T6.refused", "bundles stopped with nothing wrong in them", refused, goal="0", met=not refused)
    figure("T6.each", "time for each request", (time.monotonic() - begun) / max(done, 1), unit="s")
    show()


NAMES = {"people.PersonName.given", "people.PersonName.family"}


def _case(who: Any, file: Any, *, seed: int, part: str, capacity: str) -> dict[str, Any] | None:
    from django.utils import timezone

    from bench._sar import Planter, plant, whereabouts
    from openccr.access.acting import acting_as
    from openccr.access.owning import as_walls
    from openccr.people.models import Part, Person, PersonName

    with acting_as(who):
        parts = list(Part.objects.filter(file_id=file))
        subject = next((one.person_id for one in parts if one.kind == part), None)
        harmer = next((one.person_id for one in parts if one.kind == "harmer"), None)
        shared = Part.objects.filter(person_id__in=[one.person_id for one in parts]).exclude(file_id=file).exists()
        name = PersonName.objects.filter(person_id=subject).first() if subject else None
        if subject is None or name is None or shared or not name.given:
            return None
    hostile = part == "harmer" or capacity == "parent"
    planter = Planter(seed, subject_part=part, hostile=hostile, parent=capacity == "parent")
    given = planter.word(capital=True)
    with as_walls() as owner:
        Person.objects.using(owner).filter(id=subject).update(sex="male" if part == "harmer" else "female")
        PersonName.objects.using(owner).filter(person_id=subject).update(given=given, given_key=given.upper())
        planted = plant(planter, using=owner, file_id=file, subject=subject, given=given)
    with acting_as(who):
        whereabouts(planter, [one.person_id for one in parts])
    at = timezone.now()
    asker = harmer if capacity == "parent" else None
    return _answered(who, given, subject, asker, capacity, planted, at)


def _answered(who: Any, given: str, subject: Any, asker: Any, capacity: str, planted: Any, at: Any) -> dict[str, Any]:
    from openccr.access.acting import acting_as
    from openccr.access.sealing import unseal
    from openccr.subjectaccess.models import Bundle, Passage
    from openccr.subjectaccess.operations import (
        Intake,
        build,
        confirm_proposals,
        identify,
        name_person,
        receive,
        search,
    )
    from openccr.subjectaccess.operations.building import Leaks
    from openccr.subjectaccess.rules.requests import Capacity
    from openccr.subjectaccess.standing import PURPOSE

    asks = given if capacity == "self" else "Solicitor"
    intake = Intake(received_on=at.date(), how="letter", capacity=Capacity(capacity), asker_name=asks, about_name=given)
    request = receive(actor=who, intake=intake, at=at)
    identify(actor=who, request=request, how="Passport", authority="Seen", at=at)
    name_person(actor=who, request=request, subject_id=subject, asker_id=asker, at=at)
    search(actor=who, request=request, at=at)
    with acting_as(who):
        ids = list(Passage.objects.filter(request_id=request).values_list("id", flat=True))
    confirm_proposals(actor=who, request=request, passages=ids, at=at)
    try:
        bundle = build(actor=who, request=request, at=at)
    except Leaks as stopped:
        say(f"stopped: {stopped}")
        return {**dict.fromkeys(("own", "came", "canaries", "caught", "planted"), 0), "leaks": [], "lost": [],
                "fields": set(), "refused": 1}  # fmt: skip
    with acting_as(who):
        row = Bundle.objects.get(id=bundle)
        pdf = unseal(row.sealed_pdf, purpose=PURPOSE, owner=request)
        text = unseal(row.sealed_text, purpose=PURPOSE, owner=request)
        # Somebody lets a sentence go that names another or a place, past every question that the pages ask.
        wrong = next((one for one in Passage.objects.filter(request_id=request)
                      if {"other_name", "place"} & set(one.marks)), None)  # fmt: skip
        if wrong:
            Passage.objects.filter(id=wrong.id).update(outcome="release", exemption="", decided_user=who.user_id)
    caught = 0
    if wrong:
        try:
            build(actor=who, request=request, at=at)
        except Leaks:
            caught = 1
    flat = " ".join(text.decode().split())
    return {
        "leaks": _leaks(planted.canaries, pdf, text), "own": len(planted.own),
        "came": sum(one in flat for one in planted.own),
        "lost": [one for one in planted.own if one not in flat], "canaries": len(planted.canaries), "caught": caught,
        "planted": 1 if wrong else 0, "fields": planted.fields, "refused": 0,
    }  # fmt: skip


def _leaks(canaries: set[str], pdf: bytes, text: bytes) -> list[str]:
    """Canaries in any layer of the bytes, in the forms in which they may hide."""
    from openccr.subjectaccess.rules.pdf_text import inflated, metadata_of, text_of

    layers = {
        "text": text.decode(), "page": text_of(pdf), "metadata": metadata_of(pdf), "raw": pdf.decode("latin-1"),
        **{f"stream {n}": one.decode("latin-1") for n, one in enumerate(inflated(pdf))},
    }  # fmt: skip
    forms: dict[int, dict[str, str]] = {}
    for one in canaries:
        packed = base64.b64encode(one.encode()).decode()[:-2].casefold()
        for form in (one, one[::-1], packed, one.encode("utf-16-be").hex()):
            forms.setdefault(len(form), {})[form] = one
    found = []
    for where, layer in layers.items():
        bare = "".join(layer.casefold().split())
        for length, known in forms.items():
            there = {bare[at : at + length] for at in range(len(bare) - length + 1)} & set(known)
            found += [f"{where}: {known[form]}" for form in there]
    return found


main()
