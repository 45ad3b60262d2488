"""What the server's own log says, and what it leaves out."""

from __future__ import annotations

import logging


class Refused(logging.Filter):
    """A request that was refused for what it is stands in the log by its kind alone: no trace, none of its words."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = "A request was refused: %s", (record.name.rsplit(".", 1)[-1],)
        record.exc_info = record.exc_text = None
        return True
