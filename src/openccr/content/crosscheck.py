"""What no single file can show: names that must exist elsewhere in the pack, and words we do not use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from openccr.content.pack import Pack
from openccr.content.problems import Problem
from openccr.content.registry import FollowUp
from openccr.content.schema.base import Sourced
from openccr.content.schema.imports import ImportFormat
from openccr.content.schema.processes import Process
from openccr.kernel.text import comparable

Where = tuple[str, str]

LETTERS = {
    "letter_thanks": {"referred_on", "reference", "heard_on"},
    "letter_evidence": {"agency", "area", "she", "referred_on", "heard_on", "harmer"},
}
"""The letters whose words an area may change, and the facts that each must hold, by the names of their fields."""
_FIELD = re.compile(r"\{([^{}]*)\}")

# Parameters of an invented area whose keys are values of an equality category.
_CATEGORY_OF = {
    "victim_sex": "sex",
    "perpetrator_sex": "sex",
    "victim_ethnicity": "ethnicity",
    "disability": "disability",
    "lgbt": "lgbt",
}


def crosscheck(pack: Pack) -> list[Problem]:
    """Everything in a pack that names something which is not there; empty when it hangs together.

    Files are named without their pack: which layer wrote a place, only the merging knows.
    """
    checks = (
        _sources, _locale, _instruments, _agencies, _law, _prompts, _processes, _safeguarding, _imports, _generators,
        _assessments, _costs,
        _letters, _words, _elsewhere,
    )  # fmt: skip
    return sorted({problem for check in checks for problem in check(pack)})


def walk(pack: Pack) -> Iterator[tuple[Where, Any]]:
    """Every value of the pack with its (file without the pack, dotted field), tables before what they hold."""
    for name in (
        "sources", "locale", "words", "agencies", "relationships", "equality", "law", "people", "risk", "quality",
        "directory", "linking", "voice",
    ):  # fmt: skip
        yield from _walk(getattr(pack, name), f"{name}.toml", ())
    yield from _walk(pack.safeguarding, "processes/safeguarding.toml", ())
    yield from _walk(pack.boards, "governance/boards.toml", ())
    yield from _walk(pack.duties, "governance/duties.toml", ())
    yield from _walk(pack.strategy, "governance/strategy.toml", ())
    for name in ("commissioning", "costs", "policies"):
        yield from _walk(getattr(pack, name), f"governance/{name}.toml", ())
    for folder in (
        "calendars",
        "instruments",
        "processes",
        "returns",
        "figures",
        "generator",
        "imports",
        "assessments",
    ):
        for key, model in getattr(pack, folder).items():
            yield from _walk(model, f"{folder}/{key}.toml", ())


def _walk(value: Any, file: str, place: tuple[str, ...]) -> Iterator[tuple[Where, Any]]:
    yield (file, ".".join(place)), value
    if isinstance(value, BaseModel):
        items: Iterable[tuple[str, Any]] = ((name, getattr(value, name)) for name in type(value).model_fields)
    elif hasattr(value, "items"):
        items = value.items()
    elif isinstance(value, tuple):
        items = ((str(place_in_list), item) for place_in_list, item in enumerate(value))
    else:
        return
    for name, item in items:
        yield from _walk(item, file, (*place, str(name)))


def _unknown(where: Where, names: Iterable[str], known: Iterable[str], noun: str) -> Iterator[Problem]:
    known = tuple(known)
    for name in names:
        if name not in known:
            yield Problem(
                *where, f'"{name}" is not {noun} of this pack', f"use one of: {', '.join(known) or 'none yet'}"
            )


def _elsewhere(pack: Pack) -> Iterator[Problem]:
    for key, one in pack.directory.elsewhere.items():
        where = ("directory.toml", f"elsewhere.{key}.audiences")
        yield from _unknown(where, one.audiences, pack.directory.audiences, "an audience")


def _sources(pack: Pack) -> Iterator[Problem]:
    for where, value in walk(pack):
        if isinstance(value, Sourced):
            for key in pack.sources.cited_by(value.source):
                if key not in pack.sources.sources:
                    remedy = f"add [sources.{key}] with the document's title to sources.toml, or correct the name"
                    yield Problem(*where, f'its source "{key}" is not in sources.toml', remedy)


def _locale(pack: Pack) -> Iterator[Problem]:
    yield from _unknown(("locale.toml", "calendar"), [pack.locale.calendar], pack.calendars, "a calendar")


def _instruments(pack: Pack) -> Iterator[Problem]:
    for name, instrument in pack.instruments.items():
        if name != instrument.id:
            file = f"instruments/{name}.toml"
            yield Problem(file, "version", f'inside it is called "{instrument.id}"', "give file and content one name")
        asked = {item.follow_up for item in instrument.items if item.follow_up}
        yield from _unknown((f"instruments/{name}.toml", "items"), sorted(asked), pack.risk.pathways, "a pathway")
    for pathway in pack.risk.pathways.values():
        where = ("risk.toml", f"pathways.{pathway.key}.instrument")
        yield from _unknown(where, filter(None, [pathway.instrument]), pack.instruments, "an instrument")
        yield from _unknown(("risk.toml", "pathways"), [pathway.key], get_args(FollowUp), "a follow-up")


def _agencies(pack: Pack) -> Iterator[Problem]:
    for key, agency in pack.agencies.kinds.items():
        where = ("agencies.toml", f"kinds.{key}.theme")
        yield from _unknown(where, filter(None, [agency.theme]), pack.directory.themes, "a thematic area")
    for source in pack.agencies.referral_sources.values():
        where = ("agencies.toml", f"referral_sources.{source.key}.agency_kind")
        yield from _unknown(where, [source.agency_kind], pack.agencies.kinds, "an agency kind")
        kind = pack.agencies.kinds.get(source.agency_kind)
        if kind is not None and kind.police != (source.counts_as == "police"):
            what = f'it counts as {source.counts_as}, but "{kind.key}" has police = {str(kind.police).lower()}'
            yield Problem(where[0], f"referral_sources.{source.key}.counts_as", what, "make the two agree")


def _prompts(pack: Pack) -> Iterator[Problem]:
    for prompt in pack.law.prompts.values():
        where = ("law.toml", f"prompts.{prompt.key}.agency_kind")
        yield from _unknown(where, [prompt.agency_kind], pack.agencies.kinds, "an agency kind")


def _processes(pack: Pack) -> Iterator[Problem]:
    for key, process in pack.processes.items():
        yield from _process(pack, process, f"processes/{key}.toml")


def _assessments(pack: Pack) -> Iterator[Problem]:
    for key, form in pack.assessments.items():
        for question in form.questions.values():
            where = (f"assessments/{key}.toml", f"questions.{question.key}.looks_at")
            # A country without indicators of its own shows none beside the questions.
            known = pack.quality.indicators or question.looks_at
            yield from _unknown(where, question.looks_at, known, "an indicator")


def _law(pack: Pack) -> Iterator[Problem]:
    for key, usual in pack.law.usual.items():
        yield from _unknown(("law.toml", f"usual.{key}"), [key], pack.processes, "a process")
        yield from _unknown(("law.toml", f"usual.{key}.kinds"), usual.kinds, pack.law.kinds, "a kind of information")
        yield from _unknown(("law.toml", f"usual.{key}.law"), usual.law, pack.law.bases, "a lawful basis")


def _process(pack: Pack, process: Process, file: str) -> Iterator[Problem]:
    kinds = pack.agencies.kinds
    yield from _unknown((file, "choices.instruments"), process.choices.instruments, pack.instruments, "an instrument")
    yield from _unknown((file, "research.asked"), process.research.asked, kinds, "an agency kind")
    yield from _unknown((file, "quorum.agency_kinds"), process.quorum.agency_kinds, kinds, "an agency kind")
    for action in process.suggested_actions.values():
        where = (file, f"suggested_actions.{action.key}.agency_kind")
        yield from _unknown(where, filter(None, [action.agency_kind]), kinds, "an agency kind")
    instrument_keys = {instrument.key for instrument in pack.instruments.values()}
    for name, criterion in process.criteria.items():
        where = (file, f"criteria.{name}.instruments")
        yield from _unknown(where, criterion.instruments, instrument_keys, "an instrument")


def _safeguarding(pack: Pack) -> Iterator[Problem]:
    for key, route in pack.safeguarding.routes.items():
        where = ("processes/safeguarding.toml", f"routes.{key}.agency_kind")
        yield from _unknown(where, [route.agency_kind], pack.agencies.kinds, "an agency kind")


def _costs(pack: Pack) -> Iterator[Problem]:
    cells = [cell for form in pack.returns.values() for cell in form.cells]
    for one in pack.costs.unit_costs.values() if cells else ():  # a country without a return counts by hand
        for name in ("counts", "less"):
            where = ("governance/costs.toml", f"unit_costs.{one.key}.{name}")
            yield from _unknown(where, filter(None, [getattr(one, name)]), cells, "a cell of a return")


def _imports(pack: Pack) -> Iterator[Problem]:
    for key, form in pack.imports.items():
        file = f"imports/{key}.toml"
        yield from _import(form, file)
        for name, noun, known in _lists_elsewhere(pack):
            yield from _unknown((file, f"values.{name}"), form.values.get(name, ()), known, noun)


def _lists_elsewhere(pack: Pack) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Lists of an import that another file of the pack defines: name, what one of them is, its keys."""
    yield "referral_source", "a referral source", pack.agencies.referral_sources
    yield "relationship", "a relationship", pack.relationships.relationships
    yield "risk_tool", "an instrument", {one.key for one in pack.instruments.values()}
    yield "risk_grade", "a grade of an instrument", {key for one in pack.instruments.values() for key in one.grades}
    yield "criteria", "a criterion", [c.code for process in pack.processes.values() for c in process.criteria.values()]
    for name, category in pack.equality.categories.items():
        yield name, f"a value of {name}", category.values


def _import(form: ImportFormat, file: str) -> Iterator[Problem]:
    for column in form.columns.values():
        where = (file, f"columns.{column.key}.values")
        yield from _unknown(where, filter(None, [column.values]), form.values, "a list of values")
    for tick in form.ticks.values():
        yield from _unknown((file, f"ticks.{tick.key}.column"), [tick.column], form.columns, "a column")
    yield from _unknown((file, "second_person.columns"), form.second_person.columns, form.columns, "a column")
    yield from _claimed_twice(file, "columns", form.headings)
    for name, values in form.values.items():
        yield from _claimed_twice(file, f"values.{name}", values)


def _claimed_twice(file: str, field: str, wordings: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Wordings that stand for two things: a file using one could not be read without guessing."""
    meaning: dict[str, str] = {}
    for meant, others in wordings.items():
        for wording in (meant, *others):
            first = meaning.setdefault(comparable(wording), meant)
            if first != meant:
                what = f'"{wording}" stands for "{first}" and for "{meant}"'
                yield Problem(file, field, what, "take it away from one of them")


def _generators(pack: Pack) -> Iterator[Problem]:
    for key, generator in pack.generator.items():
        process = pack.processes.get(key)
        file = f"generator/{key}.toml"
        if process is None:
            yield Problem(file, "", f'there is no process "{key}" to invent', "name the file after a process")
            continue
        for field, noun, known in _lists_of_a_generator(pack, process):
            yield from _unknown((file, f"{field}.percent"), getattr(generator, field).percent, known, noun)


def _lists_of_a_generator(pack: Pack, process: Process) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Parameters whose keys another file defines: field, what one of them is, the keys there are."""
    in_use = [pack.instruments[name] for name in process.choices.instruments if name in pack.instruments]
    yield "referral_source", "a referral source", pack.agencies.referral_sources
    yield "criteria", "a criterion", [criterion.code for criterion in process.criteria.values()]
    yield "item_yes", "an item of the instruments in use", [item.topic for one in in_use for item in one.items]
    yield "relationship", "a relationship", pack.relationships.relationships
    yield "victim_age", "an age band", pack.equality.age_bands
    for field in ("action_owner", "action_in_time_by_agency", "research_returned"):
        yield field, "an agency kind", pack.agencies.kinds
    for field, name in _CATEGORY_OF.items():
        category = pack.equality.categories.get(name)
        yield field, f"a value of {name}", category.values if category else ()


def _letters(pack: Pack) -> Iterator[Problem]:
    """A field by another name stops the letter on the day somebody needs it; one left out drops its fact."""
    for key, fields in LETTERS.items():
        if key not in pack.words.text:
            continue
        where, named = ("words.toml", f"text.{key}.text"), set(_FIELD.findall(pack.words.text[key].text))
        for name in sorted(named - fields):
            yield Problem(*where, f'"{{{name}}}" is no field of this letter', f"use: {', '.join(sorted(fields))}")
        for name in sorted(fields - named):
            yield Problem(*where, f'the letter does not say "{{{name}}}"', "put the field where its fact belongs")


def _words(pack: Pack) -> Iterator[Problem]:
    avoided = [(phrase, entry) for entry in pack.words.avoid.values() for phrase in entry.phrases]
    for where, value in walk(pack):
        if not isinstance(value, str) or where[1].startswith(("avoid.", "say_instead.")) or "/imports/" in where[0]:
            continue
        for phrase, entry in avoided:
            if phrase.casefold() in value.casefold():
                yield Problem(*where, f'it says "{phrase}"', f"say: {entry.instead}")
