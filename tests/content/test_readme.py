"""What packs/README.md tells practitioners to write works as it stands there."""

from __future__ import annotations

import re

from openccr.content import check, packs_folder, publish
from tests.content.packs import laid_over


def blocks() -> dict[str, str]:
    """The examples of the README, by what stands before or at the head of each."""
    text = (packs_folder() / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"([^\n]*)\n+ *```toml\n(.*?)```", text, flags=re.S)
    return {lead.strip() or body[:20]: re.sub(r"(?m)^   ", "", body) for lead, body in found}


def test_the_examples_of_the_readme_can_be_copied(tmp_path):
    examples = blocks()
    folder = tmp_path / "anyshire"
    (folder / "processes").mkdir(parents=True)
    for name in ("pack.toml", "sources.toml"):
        (folder / name).write_text(examples[f"`{name}`"], encoding="utf-8")
    process = "\n".join(
        body for body in examples.values() if "[periods." in body or "[choices]" in body or "four@1" in body
    )
    (folder / "processes/marac.toml").write_text(process, encoding="utf-8")

    assert publish(folder) == ("escalation-four@1",)
    marac = laid_over(tmp_path).processes["marac"]
    assert marac.periods.agenda_out.days == 5
    assert marac.criterion("ESC").events == 5
    assert marac.criteria["escalation-four@1"].events == 4
    assert marac.repeat_rule.counts_from == "last_meeting"
    assert [str(one) for one in check([packs_folder(), tmp_path])] == []
