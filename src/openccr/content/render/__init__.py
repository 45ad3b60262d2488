"""What a pack says, as plain tables that a page or a paper can show to a practitioner."""

from __future__ import annotations

from openccr.content.pack import Pack
from openccr.content.render.assessment import assessment_section
from openccr.content.render.boards import board_section
from openccr.content.render.commissioning import cost_section, policy_section
from openccr.content.render.coordination import duty_section
from openccr.content.render.figures import calendar_section, figure_sections, import_sections, return_sections
from openccr.content.render.instrument import instrument_section, risk_sections
from openccr.content.render.linking import linking_section
from openccr.content.render.lists import (
    about_section,
    agency_section,
    document_section,
    equality_section,
    law_section,
    word_section,
)
from openccr.content.render.parts import Section, Table
from openccr.content.render.people import people_section, safeguarding_sections
from openccr.content.render.process import process_section
from openccr.content.render.quality import quality_section
from openccr.content.render.services import service_section, voice_section
from openccr.content.render.strategy import strategy_sections

__all__ = ["Section", "Table", "describe"]


def describe(pack: Pack) -> list[Section]:
    """Everything a pack says that a practitioner can judge, section by section, every row with its source.

    What no document shows is marked "to be checked".
    """
    return [
        about_section(pack),
        *(process_section(pack, process) for process in pack.processes.values()),
        *(instrument_section(pack, instrument) for instrument in pack.instruments.values()),
        *risk_sections(pack),
        people_section(pack),
        *safeguarding_sections(pack),
        agency_section(pack),
        equality_section(pack),
        law_section(pack),
        *return_sections(pack),
        *figure_sections(pack),
        quality_section(pack),
        linking_section(pack),
        board_section(pack),
        duty_section(pack),
        *strategy_sections(pack),
        service_section(pack),
        voice_section(pack),
        cost_section(pack),
        policy_section(pack),
        *(assessment_section(pack, form) for form in pack.assessments.values()),
        calendar_section(pack),
        *import_sections(pack),
        word_section(pack),
        document_section(pack),
    ]
