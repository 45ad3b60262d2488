"""OpenCCR: the working system of a Coordinated Community Response to domestic abuse."""
