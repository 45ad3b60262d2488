"""GOV.UK Frontend components as safe HTML, through the maintained `govuk-frontend-jinja` macros.

One Jinja environment renders them all. Anything handed in as `html` that is not already marked safe is escaped here,
so a page cannot put a person's words on the screen as markup by accident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Protocol, cast

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

_PACKAGE = "govuk_frontend_jinja"
_SAFE_KEYS = frozenset({"html", "titleHtml", "descriptionHtml", "summaryHtml"})


class _Macro(Protocol):
    def __call__(self, params: Mapping[str, Any]) -> object: ...


@cache
def _environment() -> Environment:
    return Environment(loader=PrefixLoader({_PACKAGE: PackageLoader(_PACKAGE)}), autoescape=True, auto_reload=False)


@cache
def _macro(name: str) -> _Macro:
    template = _environment().get_template(f"{_PACKAGE}/components/{name}/macro.html")
    camel = "govuk" + "".join(part.title() for part in name.split("-"))
    return cast(_Macro, getattr(template.module, camel))


def _made_safe(value: Any, *, key: str = "") -> Any:
    """Plain Python for Jinja: translated strings become text, unsafe `html` is escaped, at every depth."""
    if isinstance(value, Mapping):
        return {name: _made_safe(item, key=str(name)) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_made_safe(item) for item in value]
    if isinstance(value, Promise):
        value = str(value)
    return conditional_escape(value) if key in _SAFE_KEYS and value else value


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """A GOV.UK component as HTML.

    Arguments: `name` as GOV.UK writes it ("button", "date-input"); `params` as its Nunjucks options are documented at
    design-system.service.gov.uk.
    Raises: jinja2.TemplateNotFound for a component that does not exist.
    """
    # Safe: the macros escape what is text, and _made_safe what is called html.
    return mark_safe(str(_macro(name)(_made_safe(params))))  # noqa: S308


TONES = {
    "neutral": "grey",
    "new": "blue",
    "waiting": "yellow",
    "late": "orange",
    "serious": "red",
    "done": "teal",
}
"""What a state word may look like. There is no green: nothing here may look like "safe"."""


@dataclass(frozen=True)
class StateWord:
    """A state in words, drawn as a tag: a value for any cell of a table or line of a summary.

    Raises: ValueError for a tone that is not in `TONES`.
    """

    text: str
    tone: str = "neutral"

    def __post_init__(self) -> None:
        if self.tone not in TONES:
            raise ValueError(f"No tone {self.tone!r}: take one of {', '.join(TONES)}")

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        return _tag(self.text, self.tone)


@lru_cache(maxsize=512)
def _tag(text: str, tone: str) -> SafeString:
    """A state's tag: the same few on every page, twenty on some."""
    return component("tag", {"text": text, "classes": f"govuk-tag--{TONES[tone]}"})
