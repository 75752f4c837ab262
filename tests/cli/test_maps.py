"""`maps`: mappings of foreign spreadsheets kept, shown and removed without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli.main import run
from tests.helpers.books import MAPS
from tests.helpers.profiles import make_profile


def test_keep_show_and_remove(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def call(*words: str) -> dict[str, object]:
        status = run(["maps", str(path), *words, "--json"])
        envelope = json.loads(capsys.readouterr().out)
        assert envelope["exit"] == status
        return dict(envelope)

    path = make_profile(tmp_path)
    file = MAPS / "gbr_costs.toml"
    assert call()["data"] == {"maps": []}
    assert call("--save", "Costs", str(file))["data"] == {"maps": ["Costs"]}
    shown = call("--show", "Costs")["data"]
    assert isinstance(shown, dict)
    (tmp_path / "again.toml").write_text(str(shown["map"]), encoding="utf-8")
    assert call("--save", "Again", str(tmp_path / "again.toml"))["data"] == {"maps": ["Again", "Costs"]}
    assert call("--remove", "Again")["data"] == {"maps": ["Costs"]}
    for words in (("--show", "Nothing"), ("--save", "X", "none.toml"), ("--save", "a|b", str(file))):
        assert call(*words)["exit"] == 3
