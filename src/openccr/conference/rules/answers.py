"""From the answers of a draft to a submission: one way for the wizard, a form that was read, and a page for outsiders.

The answers go through the readers of the import, so a date or a postcode is right or wrong the same way everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from openccr.conference.rules.answers_of_people import child_said, other_said, read_child, read_harmer, read_other
from openccr.conference.rules.drafts import Answers, people, said
from openccr.conference.rules.importing import RowReader
from openccr.conference.rules.reading import PROCESS, Reading
from openccr.conference.rules.steps import JUDGEMENT, reason_key
from openccr.conference.rules.submissions import Submission, gaps
from openccr.kernel.refusals import Refusal
from openccr.tabular import Cell, Row

OPTIONAL = frozenset({"referral_ref"})
"""A file needs a reference, so that the same referral sent twice is noticed; somebody at the form need not have one."""

CHILDREN_SAID, OTHERS_SAID = "children_said", "others_said"


@dataclass(frozen=True)
class Read:
    """What a draft's answers come to.

    Args:
        submission: the referral, or None while something stops it.
        problems: what stops it: an answer that cannot be read, or one that is needed. `field` is the question's key,
            `harmers.0.dob` for that of the first person who harms.
        gaps: what the coordinator would ask; the referral can be sent without.
    """

    submission: Submission | None
    problems: tuple[Refusal, ...]
    gaps: tuple[Refusal, ...] = ()


def read_answers(answers: Answers, *, reading: Reading) -> Read:
    """Read a draft's answers whole. Nothing is guessed; every problem is named, each with its question."""
    reader = RowReader(row_of(answers), replace(reading, optional=OPTIONAL))
    base = reader.submission()
    problems = [Refusal(_sentence(one.problem), field=one.column) for one in reader.problems]
    if base is None:
        return Read(None, (*problems, *people_of(answers, reading)[1]))
    submission, wrong = with_people(base, answers, reading)
    problems += wrong
    return Read(None, tuple(problems)) if problems else Read(submission, (), tuple(_gaps(submission, answers, reading)))


def with_people(base: Submission, answers: Answers, reading: Reading) -> tuple[Submission, list[Refusal]]:
    """The referral with everybody who is described one by one, and what is wrong with what is said of them.

    Args:
        answers: `harmers`, `children` and `others`, each a list of answers by the keys of their page.
    """
    (harmers, children, others), problems = people_of(answers, reading)
    said = []
    for key, about, sentence_of in ((CHILDREN_SAID, "children", child_said), (OTHERS_SAID, "others", other_said)):
        sentences = [sentence for one in people(answers, about) if (sentence := sentence_of(one))]
        if sentences:
            said.append((key, "\n".join(sentences)))
    submission = replace(
        base,
        harmers=(*base.harmers, *(one for one in harmers if one is not None)),
        children=(*base.children, *children),
        others=tuple(others),
        detail=(*base.detail, *said),
    )
    return submission, problems


def people_of(answers: Answers, reading: Reading) -> tuple[tuple[list[Any], ...], list[Refusal]]:
    """Who harms, the children and others, and what is wrong with the answers: `field` is as `harmers.0.dob`."""
    ways = (("harmers", read_harmer), ("children", read_child), ("others", read_other))
    read = [_each(answers, key, reader, reading) for key, reader in ways]
    return tuple(made for made, _ in read), [one for _, problems in read for one in problems]


def row_of(answers: Mapping[str, Any]) -> Row:
    """The plain answers as a row of a file: what was never asked is blank."""
    cells = {}
    for key, value in answers.items():
        text = _plain(value)
        if text:
            cells[key] = Cell(text, text)
    return Row(number=1, cells=cells, original=())


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return ""


def _each(answers: Answers, key: str, read: Any, reading: Reading) -> tuple[list[Any], list[Refusal]]:
    made, problems = [], []
    for number, one in enumerate(people(answers, key)):
        if not any(one.values()):
            continue
        person, wrong = read(one, reading)
        made.append(person)
        problems += [Refusal(why.sentence, remedy=why.remedy, field=f"{key}.{number}.{why.field}") for why in wrong]
    return made, problems


def _gaps(submission: Submission, answers: Answers, reading: Reading) -> Iterator[Refusal]:
    pack = reading.pack
    yield from gaps(submission, process=pack.processes[PROCESS], ties=pack.relationships.relationships)
    for code in submission.criteria:
        if code != JUDGEMENT and not said(answers, reason_key(code)):
            name = reading.pack.processes[PROCESS].criterion(code).name
            yield Refusal(f"{name}: it is not said why.", remedy="Say it in words.", field="criteria")


def _sentence(problem: Any) -> str:
    text = str(problem)
    return text[:1].upper() + text[1:]
