"""The form that takes two minutes: what the agency knows."""

from __future__ import annotations

from django import forms

from openccr.ui.fields import DayMonthYearField


def _words(label: str, *, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=6000, widget=forms.Textarea({"rows": rows})
    )


class ResearchForm(forms.Form):
    """Only what bears on the risk; every box may stay empty but one."""

    last_contact_on = DayMonthYearField(label="Last contact with anybody in the case", required=False)
    victim_facts = _words(
        "What bears on the risk to her?", hint="What is relevant now. Say what is fact and what is opinion."
    )
    her_wishes = _words("What does she want?", hint="In her own words where you have them.")
    harmer_facts = _words("The person who harms", hint="What you know, and any danger to professionals.")
    child_facts = _words("The children", hint="And when each was last seen alone and well.")
    suggested_actions = _words("What can your agency offer to do?", hint="One action a line.")
    not_for_minutes = _words("For the meeting, not for the minutes", rows=2)
