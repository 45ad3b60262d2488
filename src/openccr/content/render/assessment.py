"""How a partnership looks at its whole response: values, scale, and each component with its questions."""

from __future__ import annotations

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, Table, table
from openccr.content.schema.assessments import Assessment, Baseline, Component


def assessment_section(pack: Pack, form: Assessment) -> Section:
    """What a practitioner can judge of a self-assessment."""
    return Section(
        f"Self-assessment: {form.name}",
        (f"{len(form.components)} components, {len(form.questions)} questions, {len(form.recommendations)} aims.",),
        (
            table(
                pack, "Values", ("Value", "What it means"),
                ((one, (one.name, one.text)) for one in form.values.values()),
            ),
            table(
                pack, "Scale", ("Step", "What it means"),
                ((one, (f"{one.number}. {one.name}", one.text)) for one in form.scale.values()),
            ),
            *(_questions(pack, form, component) for component in form.components.values()),
            *(_aims(pack, form, component) for component in form.components.values()),
            table(
                pack, "What was found elsewhere", ("Component", "Share"),
                ((one, (form.components[one.component].name, _share(one))) for one in form.baselines.values()),
            ),
        ),
    )  # fmt: skip


def _questions(pack: Pack, form: Assessment, component: Component) -> Table:
    rows = ((one, (one.asks, one.evidence)) for one in form.questions_of(component.key))
    return table(pack, f"{component.number}. {component.name}: questions", ("Question", "What could show it"), rows)


def _aims(pack: Pack, form: Assessment, component: Component) -> Table:
    rows = ((one, (one.text,)) for one in form.recommendations_of(component.key))
    return table(pack, f"{component.number}. {component.name}: what to aim at", ("Aim",), rows)


def _share(one: Baseline) -> str:
    return " ".join(filter(None, (one.how, f"{one.percent:g}% of {one.of}", one.text)))
