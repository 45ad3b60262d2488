"""The environment's variables and the secrets' files: right, or a sentence that says what to do."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from openccr.site import keys
from openccr.site.environment import Environment, Mode, read
from openccr.site.failure import CannotStart


def test_an_empty_environment_is_live_on_port_8000(tmp_path: Path) -> None:
    site = read(variables={"OPENCCR_DATA": str(tmp_path)})
    assert (site.mode, site.port, site.bind) == (Mode.LIVE, 8000, "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENCCR_PORT", "eighty"),
        ("OPENCCR_PORT", "70000"),
        ("OPENCCR_MODE", "production"),
        ("OPENCCR_DATABASE_URL", "mysql://root:hush@localhost/openccr"),
        ("OPENCCR_DATABASE_URL", "postgresql://localhost/openccr"),
        ("OPENCCR_PROT", "8000"),
    ],
)
def test_a_wrong_value_or_name_is_named_and_never_shown(name: str, value: str) -> None:
    with pytest.raises(CannotStart, match=name) as refusal:
        read(variables={name: value})
    assert "nset it" in str(refusal.value)
    assert "hush" not in str(refusal.value)


def test_every_wrong_variable_is_told_at_once() -> None:
    with pytest.raises(CannotStart, match=r"(?s)OPENCCR_PORT.*OPENCCR_PROT"):
        read(variables={"OPENCCR_PORT": "eighty", "OPENCCR_PROT": "8000"})


@pytest.mark.parametrize("variables", [{"OPENCCR_BIND": "0.0.0.0"}, {"OPENCCR_HOSTS": "localhost,ccr.example"}])
def test_the_demonstration_refuses_to_be_reached_from_elsewhere(variables: dict[str, str]) -> None:
    with pytest.raises(CannotStart, match="serves this computer only"):
        read(variables={"OPENCCR_MODE": "demo", **variables})
    assert read(variables={"OPENCCR_MODE": "live", **variables}).mode is Mode.LIVE


def test_commands_take_the_mode_of_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "mode").write_text("demo\n")
    variables = {"OPENCCR_DATA": str(tmp_path)}
    assert read(variables=variables).mode is Mode.DEMO
    assert read(variables={**variables, "OPENCCR_MODE": "test"}).mode is Mode.TEST


def test_tests_keep_to_a_folder_of_their_own(tmp_path: Path) -> None:
    site = read(variables={"OPENCCR_DATA": str(tmp_path), "OPENCCR_MODE": "test"})
    assert site.folder == tmp_path / "test"
    assert site.secrets() != Environment(data=tmp_path).secrets()


def test_secrets_are_made_once_long_and_different(tmp_path: Path) -> None:
    secrets = keys.keep(folder=tmp_path / "secrets")
    assert keys.keep(folder=tmp_path / "secrets") == secrets
    values = [getattr(secrets, name) for name in keys.NAMES]
    assert len(set(values)) == len(keys.NAMES)
    assert min(map(len, values)) >= 43  # 256 bits as URL-safe text
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    secrets = keys.keep(folder=tmp_path / "secrets")
    assert not any(getattr(secrets, name) in repr(secrets) for name in keys.NAMES)
    assert secrets.vault_key not in secrets.fingerprint


def test_an_emptied_secret_is_not_remade(tmp_path: Path) -> None:
    keys.keep(folder=tmp_path / "secrets")
    (tmp_path / "secrets/vault_key").write_text("")
    with pytest.raises(CannotStart, match="vault_key is empty"):
        keys.keep(folder=tmp_path / "secrets")
