"""The job that sends notices."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from openccr.jobs.carried import opened
from openccr.jobs.queue import take_along
from openccr.notices.operations import send_notice, send_notices
from openccr.partnership.services import service_actors


@app.task(name="tell")
def tell(*, note: str) -> None:
    """Tell one agency, as the partnership's service actor, of the file of a job's sealed note and of all that wait."""
    told = opened(note)
    agency = told["agency"]
    files = {told["file"], *(other["file"] for other in take_along("tell", agency=agency))}
    for actor in service_actors("notices"):
        if str(actor.partnership_id) == told["partnership"]:
            send_notices(actor=actor, agency_id=UUID(agency), file_ids=sorted(map(UUID, files)))


@app.task(name="tell_person")
def tell_person(*, note: str) -> None:
    """Tell one person of the file of a job's sealed note and of all that wait for them: one message."""
    told = opened(note)
    appointment = told["appointment"]
    every = [told, *take_along("tell_person", appointment=appointment)]
    files, tries = {one["file"] for one in every}, max(one["tries"] for one in every)
    for actor in service_actors("notices"):
        if str(actor.partnership_id) == told["partnership"]:
            file_ids = [UUID(file) if file else None for file in sorted(files, key=str)]
            send_notice(actor=actor, appointment_id=UUID(appointment), file_ids=file_ids, tries=tries)
