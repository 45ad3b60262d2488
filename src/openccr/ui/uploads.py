"""Files that are sent with a form, held in memory: nothing unsealed touches the disk."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.utils.translation import gettext as _


class NotTaken(InMemoryUploadedFile):
    """The name of a file that was sent with more than is taken, and nothing of what it holds."""


class InMemory(MemoryFileUploadHandler):
    """Django's own, which forgets a file that is too large: the page would ask to choose the file that was chosen."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.activated:
            super().receive_data_chunk(raw_data, start)
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.activated:
            return super().file_complete(file_size)
        return NotTaken(BytesIO(), self.field_name, self.file_name, self.content_type, 0, self.charset)


def too_large(sent: Any) -> str:
    """What to say of the file or files that a box of a form was given, where one was too large; else ""."""
    if not any(isinstance(one, NotTaken) for one in (sent if isinstance(sent, list) else [sent])):
        return ""
    most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 2**20
    return _("What was chosen is larger than %(most)s MB. Split it and send the parts.") % {"most": most}
