"""The strict schema of packs: one module a noun, one model a file."""
