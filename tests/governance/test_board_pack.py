"""The boards' pack: one press, kept as it stood, promises first, and no case in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations import agree_action, complete
from openccr.actions.operations.area import agree_area_action
from openccr.actions.queries.promises import oldest_broken, promises
from openccr.documents.rules.paper import Heading, Para, Table, as_text
from openccr.governance.measuring import ASSESSMENT, values
from openccr.governance.models import AssessmentRound, BoardPack, BoardRisk, Moderated, Sitting
from openccr.governance.operations.board_pack import collect, make_pack, pack_as_files
from openccr.governance.operations.policies import add_policy
from openccr.governance.pack_sections import Asked, pack_sections
from openccr.governance.queries.board_pack import content, recipients
from openccr.governance.rules.board_pack import thawed
from openccr.insight.rules.quarters import quarter_of
from openccr.kernel.refusals import NotFound, Refusal
from tests.governance.boards import held, opened
from tests.makers import Area, open_case

NOW = timezone.now()
TODAY = timezone.localdate()
QUARTER = quarter_of(TODAY)


def of_the_area(area: Area, *, agency: str = "housing", days: int = 1, what: str = "Publish the staff policy") -> UUID:
    return agree_area_action(
        actor=area.amina, what=what, agency_id=area.agencies[agency], due_on=TODAY + timedelta(days=days), at=NOW,
        arises_from="governance.meeting", arises_id=uuid4(),
    ).id  # fmt: skip


def of_a_case(area: Area, case: UUID, *, text: str = "Change the locks", days: int = 1) -> UUID:
    return agree_action(
        actor=area.amina, file_id=case, text=text, faces="agencies", agency_id=area.agencies["housing"],
        due_on=TODAY + timedelta(days=days), at=NOW,
    )  # fmt: skip


def make_late(area: Area, *actions: UUID, days: int) -> None:
    with acting_as(area.amina):
        Action.objects.filter(id__in=actions).update(due_on=TODAY - timedelta(days=days))


def text_of(area: Area, pack: UUID) -> str:
    with acting_as(area.amina):
        return as_text(block for part in thawed(BoardPack.objects.get(id=pack).parts) for block in part.blocks)


def test_promises_stand_first_and_each_part_has_its_place() -> None:
    keys = [one.key for one in pack_sections()]
    assert keys[0] == "promises"
    wanted = ["promises", "dashboard", "late_actions", "assessment", "voices", "data_quality"]
    assert [key for key in keys if key in wanted] == wanted


def test_a_promise_is_kept_by_its_day_and_broken_when_nobody_did_it(area: Area) -> None:
    case = open_case(area)
    kept, broken, own = of_a_case(area, case), of_a_case(area, case), of_the_area(area)
    complete(actor=area.bea, file=case, action=kept, evidence="Fitted.", ended_on=TODAY, at=NOW)
    make_late(area, broken, days=3)
    make_late(area, own, days=9)
    with acting_as(area.amina):
        year = {"first": TODAY - timedelta(days=60), "last": TODAY + timedelta(days=60)}
        (housing,) = promises(**year, today=TODAY)
        assert (housing.due, housing.kept, housing.later, housing.broken) == (3, 1, 0, 2)
        assert housing.oldest == TODAY - timedelta(days=9)
        first, second = oldest_broken(today=TODAY)
        assert (first.what, first.days) == ("Publish the staff policy", 9)
        assert second.what == "An action for one case"


def test_the_pack_tells_of_no_case_more_than_the_agency_and_the_day(area: Area) -> None:
    case = open_case(area, title="Q.Z.")
    late = of_a_case(area, case, text="Change the locks at the back door")
    own = of_the_area(area)
    make_late(area, late, own, days=4)
    text = text_of(area, collect(actor=area.amina, quarter=QUARTER, at=NOW))
    assert "Publish the staff policy" in text
    assert "Change the locks" not in text
    assert "Q.Z." not in text


def test_it_keeps_what_was_true_when_it_was_made(area: Area) -> None:
    own = of_the_area(area)
    make_late(area, own, days=4)
    pack = collect(actor=area.amina, quarter=QUARTER, at=NOW)
    complete(actor=area.bea, file=None, action=own, evidence="Published.", ended_on=TODAY, at=NOW)
    with acting_as(area.fay):
        to = recipients(actor=area.fay, about=pack)[0]
        paper = content(actor=area.fay, about=pack, recipient=to, today=TODAY)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 2]
    assert headings[0] == "Promises kept and broken"
    assert any("Publish the staff policy" in row for block in paper.blocks if isinstance(block, Table)
               for row in block.rows)  # fmt: skip


def test_only_who_leads_the_partnership_makes_and_reads_it(area: Area) -> None:
    pack = collect(actor=area.amina, quarter=QUARTER, at=NOW)
    for name in ("bea", "lena", "grace", "fay"):
        with pytest.raises(Refusal):
            collect(actor=area.actors[name], quarter=QUARTER, at=NOW)
    for name in ("bea", "lena", "grace"):
        with acting_as(area.actors[name]):
            assert not BoardPack.objects.exists(), name
            with pytest.raises(NotFound):
                recipients(actor=area.actors[name], about=pack)


def test_a_quarter_that_has_not_begun_has_no_pack(area: Area) -> None:
    with pytest.raises(Refusal, match="not begun"):
        collect(actor=area.amina, quarter=QUARTER.after(), at=NOW)


def test_the_pack_is_made_as_accessible_pdf_and_word_by_job_and_by_command(
    area: Area, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_late(area, of_the_area(area), days=4)
    told: list[tuple[int, int]] = []
    report: Callable[[int, int], None] = lambda done, of: told.append((done, of))  # noqa: E731
    pack, _ = make_pack(actor=area.amina, quarter=QUARTER, at=NOW, report=report)
    assert told[-1][0] == len(pack_sections())
    made = pack_as_files(actor=area.commands, quarter=QUARTER, at=timezone.now())
    assert made.id != pack
    assert made.files["pdf"].startswith(b"%PDF")
    assert b"pdfuaid" in made.files["pdf"] or b"/MarkInfo" in made.files["pdf"]
    with zipfile.ZipFile(io.BytesIO(made.files["docx"])) as word:
        assert "Publish the staff policy" in word.read("word/document.xml").decode()
    call_command("board-pack", "--area", area.code, "--quarter", str(QUARTER), "--to", str(tmp_path))
    assert {one.suffix for one in tmp_path.iterdir()} == {".pdf", ".docx"}
    with pytest.raises(CommandError, match="not a quarter"):
        call_command("board-pack", "--area", area.code, "--quarter", "2026")


def test_what_a_closed_group_does_and_whose_contract_ends_stands_in_no_pack(area: Area) -> None:
    groups = opened(area)
    today = TODAY
    with acting_as(area.amina):
        sitting = Sitting(
            partnership_id=area.id, board_id=groups.commissioning, on=today, starts_at=time(10), state="held"
        )
        Sitting.objects.bulk_create([sitting])
        for board in (groups.commissioning, groups.board):
            BoardRisk.objects.bulk_create([
                BoardRisk(
                    partnership_id=area.id, board_id=board, kind="risk", likelihood="x", seriousness="x", doing="Much",
                    words="The secret tender fails" if board == groups.commissioning else "No lead from health",
                    agency_id=area.agencies["housing"], review_on=today, raised_on=today, said_at=NOW, said_by="x",
                )
            ])  # fmt: skip
    secret = agree_area_action(
        actor=area.amina, what="Award it to Harbour", agency_id=area.agencies["housing"], due_on=today, at=NOW,
        arises_from="governance.sitting", arises_id=sitting.id,
    ).id  # fmt: skip
    make_late(area, secret, days=3)
    text = text_of(area, collect(actor=area.amina, quarter=QUARTER, at=NOW))
    for words in ("The secret tender fails", "Award it to Harbour"):
        assert words not in text
    assert "What a closed group agreed" in text
    assert "No lead from health" in text


def test_only_groups_that_sat_stand_in_the_table_and_the_others_are_named(area: Area) -> None:
    groups = opened(area)
    held(area, groups.board)
    with acting_as(area.amina):
        pack = {one.key: one for one in pack_sections()}["representation"]
        table, none, *_ = pack.blocks(Asked(area.amina, QUARTER, TODAY))
    assert isinstance(table, Table) and len(table.rows) == 1
    assert isinstance(none, Para) and none.text.startswith("No sitting in this quarter: ")


def test_a_policy_stands_in_the_pack_when_its_review_comes_near_as_an_agreement_does(area: Area) -> None:
    for title, days, agency in (("Soon", 30, None), ("Much later", 300, None), ("Of one agency", 30, "housing")):
        add_policy(
            actor=area.amina, kind="", title=f"{title} to review", owner="Amina Okafor, coordinator",
            agency_id=area.agencies[agency] if agency else None, review_on=TODAY + timedelta(days=days),
            to_be_read=False, at=NOW,
        )  # fmt: skip
    text = text_of(area, collect(actor=area.amina, quarter=QUARTER, at=NOW))
    assert "Soon to review" in text
    assert "Much later to review" not in text and "Of one agency to review" not in text


def test_a_day_in_the_pack_is_the_day_by_the_clock_here(area: Area) -> None:
    half_past_midnight = datetime(2025, 5, 16, 23, 30, tzinfo=UTC)  # of the 17th, in summer
    with acting_as(area.amina):
        spring = AssessmentRound(
            partnership_id=area.id, kind="full", name="Spring", rate_by=TODAY, opened_at=half_past_midnight,
            state="closed", form="ccr@1", questions={"resources-1": ["resources", "?"]}, opened_by="Amina",
            moved_at=half_past_midnight,
        )  # fmt: skip
        AssessmentRound.objects.bulk_create([spring])
        Moderated.objects.bulk_create([
            Moderated(
                partnership_id=area.id, round=spring, question="resources-1", score=1, words="x", agreed_by="Amina",
                agreed_at=half_past_midnight,
            )
        ])  # fmt: skip
        measured = values(area.amina, [f"{ASSESSMENT}resources"], today=TODAY)
    assert measured[f"{ASSESSMENT}resources"].on == date(2025, 5, 17)
    quarter = quarter_of(date(2025, 5, 17))
    pack = collect(actor=area.amina, quarter=quarter, at=half_past_midnight + timedelta(days=50))
    assert "Spring, opened on 17 May 2025" in text_of(area, pack)
    with acting_as(area.amina):
        to = recipients(actor=area.amina, about=pack)[0]
        paper = content(actor=area.amina, about=pack, recipient=to, today=TODAY)
    assert "As things stood on 6 July 2025" in as_text(paper.blocks)
