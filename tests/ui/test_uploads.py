"""A file that is larger than is taken: the box says so, and what else was typed stays."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from openccr.ui.bound_fields import errors


class _Paper(forms.Form):
    about = forms.CharField()
    paper = forms.FileField(label="The paper")


@pytest.fixture
def small(settings: object) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # type: ignore[attr-defined]


def _sent(data: bytes) -> _Paper:
    upload = SimpleUploadedFile("minutes.pdf", data, content_type="application/pdf")
    request = RequestFactory().post("/", {"about": "The minutes", "paper": upload})
    return _Paper(request.POST, request.FILES)


def test_a_file_that_is_too_large_is_said_to_be_so_and_nothing_of_it_is_held(small: None) -> None:
    form = _sent(b"x" * 1024 * 1024)
    assert errors(form["paper"]) == ["The paper: What was chosen is larger than 1 MB. Split it and send the parts."]
    assert form.cleaned_data == {"about": "The minutes"} and form.files["paper"].read() == b""


def test_one_that_is_not_is_taken_and_an_empty_one_is_empty(small: None) -> None:
    form = _sent(b"x" * 1000)
    assert not form.errors and form.cleaned_data["paper"].read() == b"x" * 1000
    assert "empty" in errors(_sent(b"")["paper"])[0]
