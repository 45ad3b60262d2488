"""The environment, read once into one frozen class; a wrong value stops the start with a sentence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from openccr.site import keys
from openccr.site.failure import CannotStart

PREFIX = "OPENCCR_"
ROOT = Path(__file__).resolve().parents[3]
"""The folder that holds `run`, `src`, `packs` and `locks`."""
MODE_FILE = "mode"
"""File of the data folder that says what the folder is for, so that commands need not be told."""
LOOPBACK = frozenset({"localhost", "127.0.0.1"})


class Mode(StrEnum):
    """What this process is for. `./run` is the demonstration, `./run serve` is live, `./run test` tests."""

    DEMO = "demo"
    LIVE = "live"
    TEST = "test"


class Environment(BaseModel):
    """Every variable OpenCCR reads, each named `OPENCCR_` and the field in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    mode: Mode = Mode.LIVE
    """demo, live or test. Unset, it is what the data folder was first started as; else live, the strictest."""
    port: int = Field(default=8000, ge=1, le=65535)
    """TCP port of the pages."""
    bind: str = "127.0.0.1"
    """Address the pages listen on; the demonstration takes a loopback address only."""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    """Host names the pages answer to; in the environment separated by commas."""
    data: Path = Field(default_factory=lambda: default_data())
    """Folder of everything kept: database, uploaded files, secrets. Tests keep theirs in its folder `test`."""
    database_url: SecretStr | None = None
    """Administrator's URL of an outside PostgreSQL 15 or later, in place of the embedded one."""
    mail_url: SecretStr | None = None
    """Where messages go out, such as smtps://user:password@mail.example:465 (or smtp:// with STARTTLS on 587).
    Without one the live form sends none and says so in the log."""
    mail_from: str = "OpenCCR <openccr@localhost>"
    """The sender of messages."""
    scanner: str = ""
    """ClamAV's daemon, unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310. Without one the live form keeps attached
    files and hands them to nobody; "none" says that files are scanned elsewhere."""
    anchors: tuple[str, ...] = ()
    """Where the end of the audit is sent each night, so that it is kept where nobody here rules: folders of other
    machines and mailto: addresses, at least two; in the environment separated by commas."""
    packs: tuple[Path, ...] = ()
    """Folders outside the code that hold an area's own packs; in the environment separated by commas."""
    pg_bindir: Path | None = None
    """Folder of the PostgreSQL programs to use in place of the embedded ones."""

    @field_validator("hosts", "anchors", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(host.strip() for host in value.split(",") if host.strip()) if isinstance(value, str) else value

    @field_validator("anchors")
    @classmethod
    def _at_least_two(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(value) == 1:
            raise ValueError("it names one place; name two, since one can be lost or ruled by who rules this one")
        for place in value:
            if not place.startswith("mailto:") and not Path(place).is_absolute():
                raise ValueError(f"{place} is neither the whole path of a folder nor of the form mailto:name@example")
        return value

    @field_validator("packs", mode="before")
    @classmethod
    def _folders(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        folders = tuple(Path(part.strip()).expanduser().absolute() for part in value.split(",") if part.strip())
        for folder in folders:
            if not folder.is_dir():
                raise ValueError(f"there is no folder {folder}")
        return folders

    @field_validator("database_url")
    @classmethod
    def _is_postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            url = urlsplit(value.get_secret_value())
            if url.scheme not in ("postgres", "postgresql") or not url.hostname or not url.username:
                raise ValueError("it is not of the form postgresql://administrator:password@host:5432/openccr")
        return value

    @field_validator("mail_url")
    @classmethod
    def _is_mail(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            url = urlsplit(value.get_secret_value())
            if url.scheme not in ("smtp", "smtps") or not url.hostname:
                raise ValueError("it is not of the form smtps://user:password@host:465")
        return value

    @field_validator("scanner")
    @classmethod
    def _is_a_scanner(cls, value: str) -> str:
        place = urlsplit(value)
        if value not in ("", "none") and not (
            (place.scheme == "unix" and place.path) or (place.scheme == "tcp" and place.hostname)
        ):
            raise ValueError("it is none, or of the form unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310")
        return value

    @field_validator("data")
    @classmethod
    def _whole_path(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @model_validator(mode="after")
    def _demonstration_stays_here(self) -> Self:
        strangers = {self.bind, *self.hosts} - LOOPBACK
        if self.mode is Mode.DEMO and strangers:
            raise ValueError(
                f"the demonstration signs anyone in with one click, so it serves this computer only; "
                f"it refuses {', '.join(sorted(strangers))}. Unset OPENCCR_BIND and OPENCCR_HOSTS, "
                f"or use ./run serve"
            )
        return self

    @property
    def folder(self) -> Path:
        """The data folder in use: `data`, or its sub-folder `test` so that tests never touch what is kept."""
        return self.data / "test" if self.mode is Mode.TEST else self.data

    def secrets(self) -> keys.Secrets:
        """The secrets of this data folder, made on first use.

        Raises CannotStart when they cannot be read or written.
        """
        # An outside server's roles, and so their passwords, are the same for tests as for the rest.
        return keys.keep(folder=self.secrets_folder)

    @property
    def secrets_folder(self) -> Path:
        """Where the secrets and the vault's key ring lie."""
        return (self.folder if self.database_url is None else self.data) / "secrets"


def default_data() -> Path:
    """/var/lib/openccr for root (PostgreSQL's own user must reach it), else `.data` beside the code."""
    return Path("/var/lib/openccr") if os.geteuid() == 0 else ROOT / ".data"


def read(*, variables: Mapping[str, str]) -> Environment:
    """Read the OPENCCR_ variables; an empty one counts as unset.

    Raises CannotStart for an unknown name (a typing error would otherwise be ignored in silence) or a bad value.
    """
    values = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in variables.items()
        if name.startswith(PREFIX) and value
    }
    try:
        found = Environment.model_validate(values)
        remembered = found.data / MODE_FILE
        if "mode" not in values and remembered.exists():
            found = Environment.model_validate({**values, "mode": remembered.read_text().strip()})
        return found
    except ValidationError as error:
        raise CannotStart("\n".join(_sentence(problem["loc"], problem["msg"]) for problem in error.errors())) from None


@cache
def environment() -> Environment:
    """The environment of this process, read once. Raises CannotStart as `read` does."""
    return read(variables=os.environ)


def _sentence(location: tuple[int | str, ...], problem: str) -> str:
    problem = problem.removeprefix("Value error, ")
    if not location:
        return f"{problem[0].upper()}{problem[1:]}."
    name = PREFIX + str(location[0]).upper()
    if problem.startswith("Extra inputs"):
        known = ", ".join(PREFIX + field.upper() for field in Environment.model_fields)
        return f"{name} is not a variable OpenCCR knows. Unset it; the known ones are {known}."
    return f"{name}: {problem}. Correct it or unset it."
