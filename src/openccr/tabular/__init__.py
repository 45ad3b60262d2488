"""Reads CSV, XLSX, DOCX and EML as people really make them, and gives refused rows back as a file to correct."""

from openccr.tabular.assemble import row_numbers
from openccr.tabular.contacts import read_email, read_phone, read_postcode
from openccr.tabular.dates import ENGLISH_MONTHS, read_date, swapped_dates
from openccr.tabular.document import Document, Found, Unplaced
from openccr.tabular.forms import read_forms
from openccr.tabular.html_blocks import plain_words
from openccr.tabular.labels import Labels, Section
from openccr.tabular.reading import read_table
from openccr.tabular.refused import Refused, write_refused
from openccr.tabular.table import (
    MERGED_BELOW,
    Cell,
    Column,
    Limits,
    Problem,
    Row,
    RowProblem,
    RowRefused,
    Table,
    TableError,
    Unreadable,
    Value,
)
from openccr.tabular.values import (
    ENGLISH_ANSWERS,
    Answer,
    read_choice,
    read_int,
    read_list,
    read_text,
    read_yes_no,
)

__all__ = [
    "ENGLISH_ANSWERS",
    "ENGLISH_MONTHS",
    "MERGED_BELOW",
    "Answer",
    "Cell",
    "Column",
    "Document",
    "Found",
    "Labels",
    "Limits",
    "Problem",
    "Refused",
    "Row",
    "RowProblem",
    "RowRefused",
    "Section",
    "Table",
    "TableError",
    "Unplaced",
    "Unreadable",
    "Value",
    "plain_words",
    "read_choice",
    "read_date",
    "read_email",
    "read_forms",
    "read_int",
    "read_list",
    "read_phone",
    "read_postcode",
    "read_table",
    "read_text",
    "read_yes_no",
    "row_numbers",
    "swapped_dates",
    "write_refused",
]
