"""The parts of the boards' pack, by noun: each module declares SECTIONS (see `governance/pack_sections.py`)."""
