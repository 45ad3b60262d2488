"""Form fields that Django lacks: a date asked for as day, month and year, and a line that says what it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")
LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class PlaceField(forms.CharField):
    """A line that an address belongs in: a venue, or what is sealed as it is saved. Nobody is warned of one there."""

    is_place = True


class CodeField(forms.CharField):
    """A line for a key, a digest or a path, in which letters and figures may look like a postcode."""

    is_code = True


_SUM = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
"""A sum as people write it: £12,500.00. A comma anywhere else is a slip, which the field itself refuses."""


def _plain(value: Any) -> Any:
    written = _SUM.fullmatch(value.strip()) if isinstance(value, str) else None
    return value if written is None else written[1].replace(",", "") + (written[2] or "")


class WholeField(forms.IntegerField):
    """A whole number, also with a pound sign and commas."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_plain(value))


class PoundsField(forms.DecimalField):
    """Pounds and pence, also with a pound sign and commas."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_plain(value))


_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*(?:([ap])\.?\s*m\.?)?", re.IGNORECASE)
"""A time of day as people write it: 09:30, 9.30, 0930, 9.30am, 2 pm."""


class TimeOfDayField(forms.TimeField):
    """A time of day, as people write it. A bare hour needs its am or pm: 9 may be either."""

    def to_python(self, value: Any) -> time | None:
        written = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
        if written is None:
            return super().to_python(value)
        hour, minute, half = int(written[1]), written[2] or written[3], (written[4] or "").lower()
        if (not minute and not half) or (half and not 1 <= hour <= 12):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        return super().to_python(f"{hour:02}:{minute or '00'}")


class DayMonthYearWidget(forms.MultiWidget):
    """Three text boxes, posted as `<name>_day`, `<name>_month` and `<name>_year`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput(attrs={"inputmode": "numeric"}) for part in PARTS}, attrs)

    def decompress(self, value: date | None) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def id_for_label(self, id_: str, index: str = "0") -> str:
        return f"{id_}_{PARTS[0]}" if id_ else ""


class DayMonthYearField(forms.Field):
    """A calendar date typed as day, month and year. A month may be written as a word ("nov", "November").

    Cleans to `datetime.date`, or None when empty and not required.
    Errors say what is missing or impossible and carry in `params["parts"]` the boxes to mark.
    """

    widget = DayMonthYearWidget
    default_error_messages = {
        "incomplete": _("The date must include a %(missing)s"),
        "not_a_number": _("The %(part)s must be a number, for example %(example)s"),
        "impossible": _("%(typed)s is not a real date: check the day and the month"),
        "year": _("The year must have four digits, for example 2026"),
    }

    def to_python(self, value: Sequence[str] | date | None) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = dict(zip(PARTS, (str(part or "").strip() for part in value), strict=True))
        if not any(typed.values()):
            return None
        missing = [part for part in PARTS if not typed[part]]
        if missing:
            words = [str(LABELS[part]).lower() for part in missing]
            raise self._error("incomplete", missing, missing=str(_(" and a ")).join(words))
        numbers = {part: self._number(part, text) for part, text in typed.items()}
        if len(typed["year"]) != 4:
            raise self._error("year", ["year"])
        try:
            return date(numbers["year"], numbers["month"], numbers["day"])
        except ValueError:
            raise self._error("impossible", ["day", "month"], typed=" ".join(typed.values())) from None

    def _number(self, part: str, text: str) -> int:
        if part == "month" and len(text) >= 3:
            for number, name in enumerate(MONTHS, start=1):
                if name.startswith(text.lower()):
                    return number
        if not text.isascii() or not text.isdigit():
            example = {"day": "27", "month": "3", "year": "2026"}[part]
            raise self._error("not_a_number", [part], part=str(LABELS[part]).lower(), example=example)
        return int(text)

    def _error(self, code: str, parts: Sequence[str], **params: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={**params, "parts": tuple(parts)})

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
