"""Messages as mail programs save them: the words, the files that hang on them, and what was forwarded."""

from __future__ import annotations

import docx

from tests.tabular.words import answers, left, message, read, saved, table


def form() -> bytes:
    word = docx.Document()
    table(word, ("First name", "Nadia"))
    return saved(word)


def test_a_plain_message_is_read_line_by_line_and_a_farewell_ends_an_answer() -> None:
    mail = message("Hello\nFirst name: Zoë\nReason for referral: He waited\noutside – twice.\nKind regards\nAnn")
    (found,) = read(bytes(mail), "mail.eml")
    assert answers(found) == {"victim_given_name": "Zoë", "reason": "He waited\noutside – twice."}
    assert {"Hello", "Kind regards", "Ann"} <= {one.text for one in found.unplaced}


def test_windows_letters_are_read_whatever_the_message_calls_them() -> None:
    raw = (
        b"From: a@school.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nFirst name: Zo=EB\r\nReason for referral: he said =93no=94"
    )
    assert answers(read(raw, "mail.eml")[0]) == {"victim_given_name": "Zoë", "reason": 'he said "no"'}


def test_a_form_pasted_into_a_message_keeps_its_table_and_runs_nothing() -> None:
    page = (
        "<html><head><style>p{}</style></head><body><script>First name: Eve</script><h2>Perpetrator</h2>"
        "<table><tr><td>First name</td><td>Mark</td></tr><tr><td>Address<td>2 B<br>Road</table>"
        "<p>Consent given: <s>Yes</s> No</p></body></html>"
    )
    (found,) = read(bytes(message("First name Mark Address", html=page)), "mail.eml")
    assert answers(found) == {
        "perpetrator_given_name": "Mark", "perpetrator_address": "2 B\nRoad", "consent": "No",
    }  # fmt: skip
    assert left(found)["Struck out"] == "Yes"


def test_files_that_hang_on_a_message_are_read_in_turn_and_a_bad_one_stops_no_other() -> None:
    mail = message("See the forms.")
    mail.add_attachment(form(), maintype="application", subtype="octet-stream", filename="Form.docx")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="letter.pdf")
    csv = "First name,DOB,Shoe size\nRosa,03/04/1990,5\nIda,,\n".encode("cp1252")
    mail.add_attachment(csv, maintype="text", subtype="csv", filename="list.csv")
    found = read(bytes(mail), "mail.eml")
    assert [one.source for one in found] == [
        "mail.eml: the message", "Form.docx", "letter.pdf", "list.csv, row 2", "list.csv, row 3",
    ]  # fmt: skip
    assert [answers(one).get("victim_given_name") for one in found] == [None, "Nadia", None, "Rosa", "Ida"]
    assert found[2].problem.startswith("This is a PDF")
    assert left(found[3]) == {"Shoe size": "5"}


def test_a_forwarded_message_is_read_and_so_are_quoted_lines() -> None:
    inside = message("First name: Nadia")
    inside.add_attachment(form(), maintype="application", subtype="octet-stream", filename="Form.docx")
    outside = message("> Consent given: Yes")
    outside.add_attachment(inside)
    found = read(bytes(outside), "mail.eml")
    assert [answers(one) for one in found] == [
        {"consent": "Yes"}, {"victim_given_name": "Nadia"}, {"victim_given_name": "Nadia"},
    ]  # fmt: skip
