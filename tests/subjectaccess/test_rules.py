"""Whose a sentence is, the clock, what counts as deletion, and reading a PDF back: without a database."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.documents.rules.paper import Heading, Paper, Para
from openccr.documents.typesetting import pdf_of
from openccr.subjectaccess.rules.bundles import LetGo, blocks_of, neither_blocks, plain_text
from openccr.subjectaccess.rules.pdf_text import UnreadablePdf, metadata_of, text_of
from openccr.subjectaccess.rules.requests import Capacity, Facts, RequestState, due_on, hostile, why_not
from openccr.subjectaccess.rules.sentences import is_deletion, sentences, words
from openccr.subjectaccess.rules.tagging import Case, Mark, Someone, Source, context_in, proposed
from openccr.subjectaccess.rules.verifying import Forbidden, forbidden, found_in

HIM = Someone(frozenset({"Mark", "Invented"}), "male")
HER = Someone(frozenset({"Nadia", "Invented"}), "female")
KNOWN = frozenset({"police", "march", "june", "course"})
ABOUT_HIM = Case(subject=HIM, others=(HER,), known=KNOWN, places=frozenset({"14harbourrow"}), hostile=True)
ABOUT_HER = Case(subject=HER, others=(HIM,), known=KNOWN, meant=frozenset({"victim"}))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Nadia told the police.", Mark.OTHER_NAME),
        ("She told the police.", Mark.OTHER_PRONOUN),
        ("His neighbour saw it.", Mark.RELATION),
        ("He spoke to Qorvex.", Mark.NAME_NOT_KNOWN),
        ("He has the number plate AB12 CDE.", Mark.PLACE),
        ("He rang 07700 900123.", Mark.PLACE),
        ("He was seen at 14 Harbour Row.", Mark.PLACE),
        ("He wrote to x@mail.example.", Mark.PLACE),
        ("He was discussed at the conference.", Mark.TELLS_OF_CASE),
        ("He has reference 4417735.", Mark.NAME_NOT_KNOWN),
    ],
)
def test_what_is_not_his_alone_is_kept_back(text: str, mark: Mark) -> None:
    assert mark in proposed(text, whose=True, source=Source.FACT, case=ABOUT_HIM).marks


@pytest.mark.parametrize(
    "text", ["He went to the course on 3 March.", "Arrested in June.", "Mark was bailed to the police."]
)
def test_what_is_his_alone_is_proposed_to_be_let_go(text: str) -> None:
    assert proposed(text, whose=True, source=Source.FACT, case=ABOUT_HIM).release


def test_in_doubt_whom_a_sentence_is_about_it_is_kept_back() -> None:
    assert (
        Mark.NOBODY_NAMED in proposed("Was seen at the course.", whose=None, source=Source.FACT, case=ABOUT_HER).marks
    )
    assert proposed("Nadia was seen at the course.", whose=None, source=Source.FACT, case=ABOUT_HER).release
    # Both bear the family name: it says of neither whom it means.
    assert Mark.NOBODY_NAMED in proposed("Invented was seen.", whose=None, source=Source.FACT, case=ABOUT_HER).marks
    assert proposed("The victim was seen.", whose=None, source=Source.FACT, case=ABOUT_HER).release


def test_a_plan_and_what_was_told_in_confidence_are_kept_back_from_him() -> None:
    plan = proposed("Arrested again if seen.", whose=True, source=Source.PLAN, case=ABOUT_HIM)
    assert Mark.PLAN in plan.marks
    told = proposed("Seen in June.", whose=True, source=Source.POLICE, case=ABOUT_HIM, confidential=True)
    assert Mark.CONFIDENTIAL in told.marks


@given(st.sampled_from(["Nadia", "NADIA", "nadia", "Nadia's", "xNadiax"]), st.text("abc ", max_size=20))
def test_no_sentence_with_her_name_is_proposed_to_be_let_go_to_him(name: str, around: str) -> None:
    assert not proposed(f"{around} {name} {around}", whose=True, source=Source.FACT, case=ABOUT_HIM).release or (
        name == "xNadiax"  # five letters inside another word are no name; six and more are looked for
    )


def test_sentences_stay_together_where_it_is_not_sure() -> None:
    assert sentences("Dr. Smith came. He left; she stayed\nNew line") == [
        "Dr. Smith came.",
        "He left",
        "she stayed",
        "New line",
    ]
    assert sentences("") == []


@given(st.lists(st.sampled_from(["He", "came", "on", "3", "March", "with", "her"]), max_size=8), st.data())
def test_redaction_takes_words_out_and_puts_none_in(whole: list[str], data: st.DataObject) -> None:
    kept = [word for word in whole if data.draw(st.booleans())]
    assert is_deletion(" ".join(kept), " ".join(whole)) is bool(kept)
    assert not is_deletion(" ".join([*kept, "secret"]), " ".join(whole))


@pytest.mark.parametrize(
    ("received", "extended", "due"),
    [
        (date(2026, 1, 31), False, date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 3, 2), False, date(2026, 4, 2)),
        (date(2026, 3, 2), True, date(2026, 6, 2)),
        (date(2026, 11, 30), True, date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (date(2026, 12, 31), False, date(2027, 2, 1)),  # a Sunday
    ],
)
def test_it_is_due_on_the_same_day_of_the_month_or_the_next_working_day(
    received: date, extended: bool, due: date
) -> None:
    assert due_on(received_on=received, months=1, extended=extended, longer=2, holidays=()) == due


def test_the_clock_stands_still_while_they_say_what_they_mean() -> None:
    assert due_on(received_on=date(2026, 3, 2), months=1, waited=7, longer=2, holidays=()) == date(2026, 4, 9)


def test_who_is_said_to_harm_is_hostile_for_himself_and_for_the_child() -> None:
    assert hostile(capacity=Capacity.SELF, asker_harms=False, subject_harms=True)
    assert hostile(capacity=Capacity.PARENT, asker_harms=True, subject_harms=False)
    assert not hostile(capacity=Capacity.PARENT, asker_harms=False, subject_harms=False)
    assert not hostile(capacity=Capacity.SELF, asker_harms=False, subject_harms=False)
    assert hostile(capacity=Capacity.SELF, asker_harms=False, subject_harms=False, said=True)


@given(st.builds(
    Facts, identity_checked=st.booleans(), searched=st.booleans(), undecided=st.integers(0, 2), built=st.booleans(),
    approvals=st.integers(0, 3), outside=st.integers(0, 2), hostile=st.booleans(), answered=st.booleans(),
    withdrawn=st.booleans(),
))  # fmt: skip
def test_nothing_is_handed_over_but_what_others_have_approved(facts: Facts) -> None:
    if why_not("hand_over", facts) is None:
        assert facts.built and facts.approvals >= 1 and facts.state is RequestState.APPROVED
        assert not facts.hostile or (facts.approvals >= 2 and facts.outside >= 1)
    if facts.answered or facts.withdrawn:
        assert all(why_not(move, facts) for move in ("search", "decide", "build", "approve", "hand_over", "extend"))


def paper(*texts: str, title: str = "Your request") -> bytes:
    return pdf_of(
        Paper(
            title=title, recipient="Mark Invented", marking="OFFICIAL-SENSITIVE", reference="S-1", made="Made today",
            handling="For Mark only.", blocks=(Heading("Part"), *(Para(text) for text in texts)),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["affine finesse office", "Zoë Ångström naïve – “quoted”", "a " * 400, "(brackets) \\ and %"]
)
def test_a_pdf_of_ours_is_read_back_letter_by_letter(text: str) -> None:
    page = "".join(text_of(paper(text)).split())
    assert "".join(text.split()) in page


def test_what_cannot_be_read_back_is_not_released() -> None:
    with pytest.raises(UnreadablePdf):
        text_of(b"%PDF-1.7\n/Encrypt 1 0 R")
    with pytest.raises(UnreadablePdf):
        found_in([("a.pdf", b"%PDF-1.7 nothing")], against=NOTHING)


NOTHING = Forbidden(names=frozenset(), places=frozenset(), sentences=(), tokens=frozenset())


def kinds(pdf: bytes, name: str = "OpenCCR.pdf") -> set[tuple[str, str]]:
    against = forbidden(
        withheld=["Nadia keeps the spare key with Qorvex."], released=["He came in June."], case=ABOUT_HIM
    )
    return {(one.where, one.kind) for one in found_in([(name, pdf)], against=against)}


def test_the_final_bytes_are_searched_on_the_page_in_the_title_and_in_the_file_name() -> None:
    assert kinds(paper("He came in June.")) == set()
    assert ("page", "name") in kinds(paper("It was Nadia."))
    assert ("page", "place") in kinds(paper("At 14 Harbour\nRow."))
    assert ("page", "token") in kinds(paper("Ask Qorvex."))
    assert ("page", "sentence") in kinds(paper("Nadia keeps the spare key with Qorvex."))
    assert ("text", "place") in kinds(b"Ring 07700 900123.")
    assert ("metadata", "name") in kinds(paper("He came.", title="About Nadia"))
    assert ("file name", "name") in kinds(paper("He came."), name="Nadia.pdf")
    assert "About" in metadata_of(paper("x", title="About her"))


FORMAT = (
    "End", "Parent", "Root", "Proof", "Contents", "Length", "Document", "Description", "Application", "Type",
    "Language", "Kids", "Count", "Info", "Trailer", "Resources", "Stream", "Class",
)  # fmt: skip


def test_somebody_whose_name_is_a_word_of_the_file_format_stops_no_bundle() -> None:
    words_of_it = frozenset(one.casefold() for one in FORMAT)
    against = replace(NOTHING, names=words_of_it, tokens=words_of_it)
    assert not found_in([("a.pdf", paper("He came in June."))], against=against)
    assert {one.where for one in found_in([("a.pdf", paper("He told Kids."))], against=against)} == {"page"}


def test_a_fingerprint_of_the_file_is_never_taken_for_a_name() -> None:
    """It is drawn anew for every file: of three letters one stood in it by chance, in two bundles of a hundred."""
    for number in range(20):
        pdf = paper(f"He came {number} times.")
        prints = set(re.findall(rb"[A-Za-z0-9+/]{22}==", pdf))
        assert prints
        pieces = {word.casefold() for one in prints for word in words(one.decode()) if len(word) > 2}
        assert not found_in([("a.pdf", pdf)], against=replace(NOTHING, names=frozenset(pieces)))


def test_what_a_printing_programme_puts_into_a_stream_is_found() -> None:
    pdf = paper("He came in June.")
    against = replace(NOTHING, names=frozenset({"qorvexa"}))
    for where in (b"/Creator(Qorvexa)", b"<xmp:By>Qorvexa</xmp:By>", b'<x by="Qorvexa"/>'):
        put = pdf.replace(b"endobj", b"endobj\n999 0 obj\n<<>>stream\n" + where + b"\nendstream\nendobj", 1)
        found = found_in([("a.pdf", put)], against=against)
        assert ("stream", "name") in {(one.where, one.kind) for one in found}


def test_a_bundle_holds_what_is_let_go_and_says_not_of_what_was_kept_back() -> None:
    items = [LetGo(text="He came in June.", source=Source.FACT, written="Police, 3 March 2026", in_part=True)]
    blocks = blocks_of(
        items, facts=[("Sex", "male")], intro="Intro", rights=["Complain"], kept_back=[("Others", "law")]
    )
    text = plain_text("Title", blocks)
    for part in (
        "He came in June.",
        "Police, 3 March 2026",
        "Part of this was taken out.",
        "Sex: male",
        "Others (law)",
    ):
        assert part in text
    assert plain_text("T", neither_blocks("Words", rights=["Complain"])) == "T\nWords\n\nWhat you can do\n- Complain\n"


def test_what_may_tell_by_its_context_is_listed() -> None:
    text = "He works nights at the bakery in Fernlow. Seen by Dr Amble at the surgery on 3 March 2026, near Elm School."
    found = {kind for kind, _ in context_in(text)}
    assert found == {"School or nursery", "GP or hospital", "Employer", "Town or place", "Date"}


def test_words_are_counted_with_their_apostrophes() -> None:
    assert words("Nadia's sister-in-law, O'Neill") == ["Nadia's", "sister-in-law", "O'Neill"]
