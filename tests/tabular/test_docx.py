"""Forms in Word as people fill them in: nothing is guessed, and nothing is lost without a word."""

from __future__ import annotations

import docx
import pytest

from openccr.tabular import TableError
from tests.tabular.words import LABELS, answers, body, left, paragraph, read, repacked, run, saved, table


def test_labels_beside_answers_in_one_row_of_a_table() -> None:
    word = docx.Document()
    table(
        word,
        ("Client details",),
        ("First name:", "Nadia", "DOB (dd/mm/yyyy)", "03/04/1990"),
        ("Shoe size", "5", "", ""),
    )
    (form,) = read(saved(word))
    assert answers(form) == {"victim_given_name": "Nadia", "victim_dob": "03/04/1990"}
    assert left(form) == {"Shoe size": "5"}


def test_a_bare_address_under_the_person_who_harms_is_never_hers() -> None:
    word = docx.Document()
    word.add_heading("Alleged perpetrator(s)", 2)
    word.add_paragraph("Address: 2 Invented Road")
    word.add_heading("Doctor", 2)
    word.add_paragraph("Address: 3 Invented Road")
    (form,) = read(saved(word))
    assert answers(form) == {"perpetrator_address": "2 Invented Road"}
    assert left(form)["Address"] == "3 Invented Road"


def test_several_people_who_harm_each_keep_what_is_theirs() -> None:
    word = docx.Document()
    for number, name, born in ((1, "Mark", "1/2/1985"), (2, "Tom", "")):
        word.add_heading(f"Perpetrator {number}", 2)
        table(word, ("First name", name), ("DOB", born))
    (form,) = read(saved(word))
    assert answers(form) == {
        "perpetrator_given_name": "Mark", "perpetrator_dob": "1/2/1985", "perpetrator_given_name.2": "Tom",
    }  # fmt: skip


def test_people_side_by_side_are_told_apart_by_the_heading_of_their_column() -> None:
    word = docx.Document()
    table(word, ("", "Victim", "Perpetrator"), ("First name", "Nadia", "Mark"), ("Address", "1 A Road", "2 B Road"))
    (form,) = read(saved(word))
    assert answers(form) == {
        "victim_given_name": "Nadia", "perpetrator_given_name": "Mark", "victim_address": "1 A Road",
        "perpetrator_address": "2 B Road",
    }  # fmt: skip


def test_a_table_of_children_gives_a_child_a_row() -> None:
    word = docx.Document()
    word.add_heading("Children", 2)
    table(word, ("Name", "DOB", "Likes"), ("Ella", "25/04/2019", "Trains"), ("Sam", "", ""))
    (form,) = read(saved(word))
    assert answers(form) == {"child_name": "Ella", "child_dob": "25/04/2019", "child_name.2": "Sam"}
    assert left(form) == {"Likes": "Trains"}


def test_ticked_boxes_are_read_whatever_draws_them() -> None:
    word = docx.Document()
    table(word, ("Consent given", "☐ Yes ☑ No ☐ Not known"))
    word.add_paragraph("[x] Visible high risk")
    (form,) = read(saved(word))
    assert answers(form) == {"consent": "No", "tick_high": "yes"}
    after = docx.Document()
    after.add_paragraph("Consent given: Yes ☒ No ☐")
    assert answers(read(saved(after))[0]) == {"consent": "Yes"}


def test_a_label_in_a_table_inside_a_cell_is_read() -> None:
    word = docx.Document()
    outer = word.add_table(rows=1, cols=1)
    inner = outer.cell(0, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "First name", "Nadia"
    assert answers(read(saved(word))[0]) == {"victim_given_name": "Nadia"}


def test_an_answer_runs_on_over_paragraphs_until_the_next_label() -> None:
    word = docx.Document()
    for text in ("Reason for referral:", "He waited: twice.", "She called.", "Consent given: Yes"):
        word.add_paragraph(text)
    assert answers(read(saved(word))[0]) == {"reason": "He waited: twice.\nShe called.", "consent": "Yes"}


def test_deleted_words_are_left_out_and_inserted_ones_are_read() -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>Nora</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="x">{run("Nadia")}</w:ins>'
    (form,) = read(body(paragraph(run("First name: "), deleted, inserted)))
    assert answers(form) == {"victim_given_name": "Nadia"}
    assert form.notes == ("Words deleted with “track changes” were left out.",)


def test_words_struck_out_or_hidden_are_no_answer_and_are_shown_aside() -> None:
    (form,) = read(
        body(paragraph(run("Consent given: "), run("Yes", "<w:strike/>"), run(" / No"), run("!", "<w:vanish/>")))
    )
    assert answers(form)["consent"].strip("/ ") == "No"
    assert left(form) == {"Struck out": "Yes", "Hidden": "!"}


def test_content_controls_hold_what_was_chosen_and_a_prompt_is_no_answer() -> None:
    def control(inside: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    box = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    (form,) = read(
        body(
            paragraph(run("First name: "), control(run("Nadia")))
            + paragraph(run("DOB: "), control(run("Click or tap to enter a date."), "<w:showingPlcHdr/>"))
            + paragraph(control(run("☐"), box), run(" Visible high risk"))
        )
    )
    assert answers(form) == {"victim_given_name": "Nadia", "tick_high": "yes"}


def test_fields_of_old_forms_are_read() -> None:
    def begin(inside: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'

    checked = begin('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    listed = begin('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>')
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    (form,) = read(
        body(
            paragraph(checked, run(" Visible high risk"))
            + paragraph(run("Consent given: "), listed)
            + paragraph(run("Reason for referral: "), symbol, run(" Fear "))
        )
    )
    assert answers(form) == {"tick_high": "yes", "consent": "No", "reason": "Fear"}


def test_a_text_box_is_read_once() -> None:
    inside = f"<w:txbxContent>{paragraph(run('First name: Nadia'))}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent>"
    )
    (form,) = read(body(paragraph(f"<w:r>{both}</w:r>")))
    assert answers(form) == {"victim_given_name": "Nadia"}
    assert not form.unplaced


def test_a_question_answered_twice_keeps_the_second_answer_beside() -> None:
    word = docx.Document()
    word.add_paragraph("First name: Nadia")
    word.add_paragraph("First name: Nora")
    (form,) = read(saved(word))
    assert answers(form) == {"victim_given_name": "Nadia"}
    assert left(form) == {"First name": "Nora"}


@pytest.mark.parametrize(
    ("data", "problem", "remedy"),
    [
        (repacked(saved(docx.Document()), **{"word__vbaProject.bin": b"x"}), "holds macros", "docx"),
        (b"%PDF-1.7", "This is a PDF", "Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word 97", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"), "Outlook", "eml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password", "without"),
        (b"", "is empty", "Save it again"),
        (b"Just words", "neither", "eml"),
    ],
    ids=["macros", "pdf", "doc", "msg", "password", "empty", "words"],
)
def test_what_is_not_read_is_refused_with_what_to_do(data: bytes, problem: str, remedy: str) -> None:
    with pytest.raises(TableError, match=problem) as refused:
        read(data)
    assert remedy in refused.value.remedy


def test_a_document_that_swells_or_declares_entities_is_refused() -> None:
    empty = saved(docx.Document())
    with pytest.raises(TableError, match="unpacks to more"):
        read(repacked(empty, **{"word__document.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}))
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(TableError, match="damaged"):
        read(repacked(empty, **{"word__document.xml": bomb}))
    with pytest.raises(TableError, match="nested"):
        read(repacked(empty, **{"word__document.xml": b"<a>" * 400 + b"</a>" * 400}))


def test_a_label_is_looked_up_exactly() -> None:
    assert LABELS.name("1. First name:", "") == "victim_given_name"
    assert LABELS.name("First name of the landlord", "") is None
    assert LABELS.section("Section B: Details of alleged perpetrator") == "perpetrator"
