"""What an app declares is found; what is broken in it is not passed over."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from openccr.access import ours
from openccr.access.ours import modules, our_apps


def test_each_app_that_declares_something_is_asked_in_its_order() -> None:
    names = [module.__name__ for module in modules("policy")]
    assert names == [f"{app.name}.policy" for app in our_apps() if f"{app.name}.policy" in names]
    assert "openccr.casefiles.policy" in names and "openccr.audit.policy" not in names


def test_nothing_of_the_libraries_is_ours() -> None:
    assert all(app.name.startswith("openccr.") for app in our_apps())


def test_a_module_that_imports_what_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "invented"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "policy.py").write_text("import not_there_at_all\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(ours, "our_apps", lambda: [SimpleNamespace(name="invented")])
    with pytest.raises(ModuleNotFoundError, match="not_there_at_all"):
        list(modules("policy"))
    assert list(modules("pages")) == []
    sys.modules.pop("invented", None)
