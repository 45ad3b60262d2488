"""A survey for anybody: the way out and safety first, then the questions. No account, no name, no JavaScript."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import usual_pack
from openccr.voice.forms.surveys import SurveyForm
from openccr.voice.operations.surveys import answer_survey
from openccr.voice.pages import pages
from openccr.voice.pages.public import nothing_there, shown
from openccr.voice.surveys import Survey, survey_of


def _survey(area: str, survey: UUID) -> Survey | None:
    try:
        return survey_of(area=area, survey=survey)
    except NotFound:
        return None


@pages.custom("your-say/<slug:area>/surveys/<uuid:survey>/", name="survey", title="Before you answer", may="voice.say",
              public=True, methods=("GET", "HEAD"))  # fmt: skip
def survey(request: HttpRequest, _: Actor | None, *, area: str, survey: UUID) -> HttpResponse:
    """What it is for, safety, and what becomes of an answer."""
    one = _survey(area, survey)
    if one is None:
        return nothing_there(request)
    return shown(request, "survey", one.title, survey=one, area=area)


@pages.custom("your-say/<slug:area>/surveys/<uuid:survey>/answer/", name="survey_answer", title="Questions",
              may="voice.say", public=True)  # fmt: skip
def answer(request: HttpRequest, _: Actor | None, *, area: str, survey: UUID) -> HttpResponse:
    """The questions, what they agree to, and who they are if they like to say. The code is shown once."""
    one, pack = _survey(area, survey), usual_pack()
    if one is None:
        return nothing_there(request)
    form = SurveyForm(
        request.POST or None, questions=one.questions, consents=pack.voice.consents, groups=pack.directory.groups
    )
    if request.method == "POST" and form.is_valid():
        try:
            code = answer_survey(
                area=area, survey=survey, answers=form.answers(), consents=form.cleaned_data["consents"],
                groups=form.cleaned_data["groups"],
            )  # fmt: skip
            return shown(request, "left", "Thank you", code=code, answered=True)
        except Refusal as refusal:
            form.add_error("answer_0" if refusal.field == "answers" else None, f"{refusal}")
    status = 422 if request.method == "POST" else 200
    return shown(request, "answer", one.title, status=status, form=form, survey=one, area=area)
