"""A form on a page that is more than one form and one operation: shown, and shown again with what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.response import TemplateResponse

from openccr.kernel.refusals import Refusal
from openccr.ui.kinds.shown import page_context


def refused(form: forms.Form, why: Refusal) -> None:
    """Say on the form why it was refused: at the field that it is about, else above all of them."""
    form.add_error(why.field if why.field in form.fields else None, str(why))


def asking(request: HttpRequest, form: forms.Form, *, template: str = "ui/ask.html", **more: Any) -> TemplateResponse:
    """The page with its form; its status says when something is wrong with what was sent."""
    page = request.page  # type: ignore[attr-defined]
    shown = page_context(page, form=form, keep_places=getattr(form, "keep_places", False), **more)
    return TemplateResponse(request, template, shown, status=422 if form.errors else 200)
