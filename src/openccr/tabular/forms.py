"""The door for forms and messages: what came is told by its content, and every document of it is read by itself."""

from __future__ import annotations

from dataclasses import replace

from openccr.tabular.document import Document, Found, Unplaced
from openccr.tabular.docx_file import read_docx
from openccr.tabular.eml_file import Attached, Mail, is_mail, read_mail
from openccr.tabular.labels import Labels
from openccr.tabular.placing import place
from openccr.tabular.reading import read_table
from openccr.tabular.table import Limits, Row, Table, TableError

FORM_LIMITS = Limits(file_bytes=25 * 2**20, unpacked_bytes=50 * 2**20, rows=500)
MOST_FILES = 20
"""Attachments of one message that are read."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = (
    ("EncryptedPackage", "The file needs a password", "Save it without one, and send it by a protected channel."),
    (
        "__properties_version1.0",
        "This is a message saved by Outlook (.msg)",
        "In Outlook choose Save As, or drag it into a folder of a webmail, so that it becomes an .eml file; or save the"
        " form that hangs on it and send that.",
    ),
    ("WordDocument", "This is a document of Word 97–2003 (.doc)", "Save it as “Word Document (.docx)”."),
    ("Workbook", "This is a workbook of Excel 97–2003 (.xls)", "Save it as “Excel Workbook (.xlsx)”."),
)
_OTHERS = (
    (b"%PDF-", "This is a PDF", "Send the Word document it was made from, or type in what it says."),
    (b"{\\rtf", "This is a rich text document (.rtf)", "Save it as “Word Document (.docx)”."),
    (b"\x89PNG", "This is a picture", "Type in what it shows."),
    (b"\xff\xd8\xff", "This is a picture", "Type in what it shows."),
    (b"<", "This is a web page or XML, whatever its name says", "Send the form as a Word document (.docx)."),
)


def read_forms(data: bytes, *, filename: str, labels: Labels, limits: Limits = FORM_LIMITS) -> tuple[Document, ...]:
    """Read a form (.docx) or a message (.eml) as people really make them.

    Args:
        data: the file.
        filename: its name, for sentences only; what it is is told by its content.
        labels: what it is read by.
        limits: see `Limits`; `rows` bounds the rows of a spreadsheet that hangs on a message.

    Returns:
        One document for a form; for a message one for its body and one for each form or row that hangs on it. One that
        cannot be read is there with its `problem`, so that the others still come in.

    Raises:
        TableError: the file as a whole cannot be read; its sentence begins with the file's name.
    """
    try:
        _not_too_large(data, limits)
        if data.startswith(_ZIP):
            return (place(read_docx(data, limits=limits), labels, source=filename),)
        refuse_others(data)
        if not is_mail(data):
            raise TableError("This is neither a Word document nor a message", "Send a .docx or an .eml file.")
        return tuple(_of_mail(read_mail(data), labels, filename, limits))
    except TableError as error:
        raise TableError(f"{filename}: {error.problem}", error.remedy) from error


def refuse_others(data: bytes) -> None:
    """Raises TableError, with what to do instead, for a kind of file that can be told and is not read."""
    if data.startswith(_OLE):
        for stream, problem, remedy in _IN_OLE:
            if stream.encode("utf-16-le") in data:
                raise TableError(problem, remedy)
        raise TableError("This is a file of an older Office program", "Save it as “Word Document (.docx)”.")
    start = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, problem, remedy in _OTHERS:
        if start.startswith(mark):
            raise TableError(problem, remedy)


def _not_too_large(data: bytes, limits: Limits) -> None:
    if len(data) > limits.file_bytes:
        raise TableError(
            f"The file has {len(data) / 2**20:.0f} MB; at most {limits.file_bytes / 2**20:.0f} MB are read",
            "Send the form alone, without pictures.",
        )
    if not data.strip():
        raise TableError("The file is empty", "Save it again and look whether it holds the form.")


def _of_mail(mail: Mail, labels: Labels, name: str, limits: Limits) -> list[Document]:
    body = place(mail.body, labels, source=f"{name}: the message")
    if mail.subject:
        body = replace(body, unplaced=(Unplaced("Subject", mail.subject), *body.unplaced))
    documents = [body]
    for number, file in enumerate(mail.files):
        if number == MOST_FILES:
            documents.append(Document(name, problem=f"Only the first {MOST_FILES} files of the message were read."))
            break
        try:
            documents += _of_file(file, labels, limits)
        except TableError as error:
            documents.append(Document(file.name, problem=f"{error.problem}. {error.remedy}"))
    for inside in mail.inside:
        documents += _of_mail(inside, labels, inside.subject or "A forwarded message", limits)
    return [replace(one, dated=one.dated or mail.dated, sender=one.sender or mail.sender) for one in documents]


def _of_file(file: Attached, labels: Labels, limits: Limits) -> list[Document]:
    _not_too_large(file.data, limits)
    zipped = file.data.startswith(_ZIP)
    if zipped and b"xl/workbook.xml" not in file.data:
        return [place(read_docx(file.data, limits=limits), labels, source=file.name)]
    if not zipped:
        refuse_others(file.data)
        if is_mail(file.data):
            return _of_mail(read_mail(file.data), labels, file.name, limits)
        if not file.name.lower().endswith((".csv", ".txt", ".tsv")):
            raise TableError("A file of this kind is not read", "Look at it yourself, and type what matters.")
    table = read_table(file.data, filename=file.name, known=labels.known, limits=limits)
    return [_of_row(table, row, file.name, labels) for row in table.rows]


def _of_row(table: Table, row: Row, name: str, labels: Labels) -> Document:
    """One row of a spreadsheet that hangs on a message, as if it were a form."""
    owners = {column: key for key, section in labels.sections.items() for column in section.names}
    headings = {column.name: column.label for column in table.columns if column.name}
    found = tuple(
        Found(column, headings[column], cell.text, owners.get(column, ""))
        for column, cell in row.cells.items()
        if cell.text
    )
    left = tuple(
        Unplaced(column.label, str(row.original[column.position]))
        for column in table.columns
        if column.name is None and not column.ours and column.position < len(row.original)
        and str(row.original[column.position]).strip()
    )  # fmt: skip
    return Document(f"{name}, row {row.number}", found, left, notes=table.notes)
