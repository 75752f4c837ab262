"""The command line: envelope, exit statuses, languages, words for people; every status is provoked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.main import COMMANDS, run
from tests.helpers.profiles import make_profile, table

ROOT = Path(__file__).resolve().parents[2]
Call = Any


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program in `tmp_path`; gives exit status, envelope and what stood on standard error."""
    monkeypatch.chdir(tmp_path)

    def one(*arguments: object, json_wanted: bool = True) -> tuple[int, dict[str, Any], str]:
        words = [str(a) for a in arguments] + (["--json"] if json_wanted else [])
        status = run(words)
        out, err = capfdbinary.readouterr()
        envelope = json.loads(out) if json_wanted else {"text": out.decode()}
        if json_wanted:
            assert set(envelope) == {"command", "ok", "exit", "data", "problems"}
            assert (envelope["exit"], envelope["ok"]) == (status, status < 2)
            assert (envelope["data"] is None) == (status >= 2)
        return status, envelope, err.decode()

    return one


def test_a_note_keeps_its_first_character_whatever_it_is(call: Call, tmp_path: Path) -> None:
    make_profile(tmp_path)
    for note in ("-x", "\ue000abc"):
        status, envelope, _ = call("set", "p.mprofile", "CTX.EXT.FDI@2020", "5", "--note", note)
        assert status == 0
        status, envelope, _ = call("get", "p.mprofile", "CTX.EXT.FDI@2020")
        assert note in json.dumps(envelope["data"], ensure_ascii=False)


def test_every_exit_status(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    (tmp_path / "x.mprofile").write_text("text", encoding="utf-8")
    assert call("set", path, "CTX.POP.TOT@2020", "6000", "IMM.STOCK.TOT@2020", "7500")[0] == 0
    assert call("validate", path)[0] == 1
    assert call("fly", path)[0] == 2
    assert call("set", path, "NO.SUCH.CODE@2020", "1")[0] == 3
    assert call("info", tmp_path / "x.mprofile")[0] == 4
    assert call("info", tmp_path / "none.mprofile")[0] == 4


def test_what_nobody_foresaw_ends_in_a_sentence(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.cli.commands import info
    from desktop.services.person import log_file

    def broken(_options: object) -> None:
        raise RuntimeError("a bug with the value 12345")

    monkeypatch.setattr(info, "run", broken)
    status, answer, said = call("info", tmp_path)
    assert (status, answer["problems"][0]["code"]) == (70, "INTERNAL")
    assert "12345" not in said
    assert "RuntimeError" in log_file().read_text(encoding="utf-8")


def test_an_interruption_says_so(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.cli.commands import info

    def interrupted(_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(info, "run", interrupted)
    status, answer, _ = call("info", tmp_path)
    assert (status, answer["problems"][0]["code"]) == (130, "CANCELLED")


def test_a_mistyped_command_names_the_nearest(call: Call) -> None:
    status, _, said = call("valdate", json_wanted=False)
    assert status == 2
    assert "validate" in said
    assert "usage" in said


def test_values_may_begin_with_a_dash(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    _, answer, _ = call(
        "set", path, "CTX.EXT.FDI@2020", "-0,10", "CTX.EXT.FDI@2021", "-5", "--note", "-x", "--numbers", "fr"
    )
    assert [change["after"]["value"] for change in answer["data"]["changes"]] == ["-0.10", "-5"]
    assert answer["data"]["changes"][0]["after"]["note"] == "-x"


def test_several_files_at_once(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    sources = table(tmp_path / "s.csv", "id title\nUN Stock")
    figures = table(tmp_path / "f.csv", "indicator period value source\nCTX.POP.TOT 2020 5 UN\nCTX.POP.TOT 20x0 5 UN")
    status, answer, _ = call("import", path, sources, figures)
    assert status == 1
    assert [(file["kind"], file["counts"]["new"], file["counts"]["refused"]) for file in answer["data"]["files"]] == [
        ("sources", 1, 0),
        ("table", 1, 1),
    ]


def test_history_at_a_moment_answers_as_get(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    call("set", path, "CTX.EXT.FDI@2020", "1")
    status, answer, _ = call("history", path, "--at", "2001-01-01")
    assert (status, answer["data"]) == (0, {"observations": []})
    _, answer, _ = call("history", path, "--at", "2999-01-01")
    assert [row["value"] for row in answer["data"]["observations"]] == ["1"]
    assert call("history", path, "--at", "soon")[0] == 3


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.startswith("-")])
def test_every_command_helps_with_an_example(command: str, call: Call) -> None:
    status, answer, _ = call(command, "--help", json_wanted=False)
    assert status == 0
    assert f"migration-profile {command} " in answer["text"]


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.startswith("-") and c not in ("catalogue",)])
def test_every_command_without_arguments_says_how_it_is_used(command: str, call: Call) -> None:
    status, _, said = call(command, json_wanted=False)
    assert status == 2
    assert "usage" in said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("usage: ", "the following arguments are required: ", "unrecognized arguments: --quite",
                "argument --rule: expected one argument", "argument --on: not allowed with argument --off",
                "argument --json: ignored explicit argument 'yes'")),
        ("fr", ("usage\u00a0: ", "il manque ces arguments\u00a0: ", "arguments inconnus\u00a0: --quite",
                "argument --rule\u00a0: il faut une valeur", "argument --on\u00a0: ne va pas avec l'argument --off",
                "argument --json\u00a0: ne prend pas de valeur ('yes')")),
        ("es", ("uso: ", "faltan estos argumentos: ", "argumentos desconocidos: --quite",
                "argumento --rule: necesita un valor", "argumento --on: no va con el argumento --off",
                "argumento --json: no admite valor ('yes')")),
    ],
)  # fmt: skip
def test_the_shape_of_the_command_line_is_told_in_each_language(
    language: str, said: tuple[str, ...], call: Call
) -> None:
    calls = (
        ("validate",),
        ("validate",),
        ("validate", "p.mprofile", "--quite"),
        ("validate", "p.mprofile", "--rule"),
        ("rules", "p.mprofile", "--off", "A", "--on", "B"),
        ("validate", "p.mprofile", "--json=yes"),
    )
    for words, sentence in zip(calls, said, strict=True):
        status, _, told = call(*words, "--lang", language, json_wanted=False)
        assert status == 2 and sentence in told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("usage\u00a0: ", "arguments\u00a0:", "options\u00a0:", "afficher cette aide et terminer")),
        ("es", ("uso: ", "argumentos:", "opciones:", "mostrar esta ayuda y terminar")),
    ],
)
def test_help_has_no_english_words_left(language: str, said: tuple[str, ...], call: Call) -> None:
    _, answer, _ = call("validate", "--help", "--lang", language, json_wanted=False)
    assert answer["text"].startswith(f"{said[0]}migration-profile validate [-h]")
    assert [part for part in said if part not in answer["text"]] == []
    assert "show this" not in answer["text"] and "positional" not in answer["text"]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_messages_in_each_language(language: str, call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    _, answer, said = call("set", path, "NO.SUCH.CODE@2020", "1", "--lang", language)
    first = {"en": "There is", "fr": "Il n", "es": "No "}[language]
    assert answer["problems"][0]["message"].startswith(first)
    assert said.startswith(first)


def test_reading_imports_neither_qt_nor_sqlalchemy(tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    code = (
        "import sys; from desktop.app import main; main(['info', sys.argv[1]]); "
        "print([m for m in sys.modules if m.split('.')[0] in ('PySide6', 'sqlalchemy', 'openpyxl', 'reportlab', 'babel', 'alembic')])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_rules_are_listed_tried_added_switched_and_removed(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    call("set", path, "CTX.POP.TOT@2020", "60000", "IMM.STOCK.TOT@2020", "7500")
    table(
        tmp_path / "r.csv", "code left operator right message_en\nNAT-TENTH IMM.STOCK.TOT <= 0.1*CTX.POP.TOT Too~many."
    )
    number = len(call("rules", path)[1]["data"]["rules"])
    status, tried, _ = call("rules", path, "--try", "r.csv")
    assert (status, [one["id"] for one in tried["data"]["findings"]]) == (0, ["NAT-TENTH IMM.STOCK.TOT@2020"])
    assert len(call("rules", path, "--add", "r.csv")[1]["data"]["rules"]) == number + 1
    assert call("validate", path, "--rule", "NAT-TENTH")[1]["data"]["counts"]["warning"] == 1
    assert call("rules", path, "--off", "NAT-TENTH")[0] == 3, "a reason is needed"
    listed = call("rules", path, "--off", "NAT-TENTH", "--reason", "too strict")[1]["data"]["rules"]
    assert {one["code"]: one["off"] for one in listed}["NAT-TENTH"] == "too strict"
    assert call("validate", path, "--rule", "NAT-TENTH")[1]["data"]["rules_run"] == 0
    assert call("rules", path, "--on", "NAT-TENTH")[0] == 0
    assert call("rules", path, "--remove", "CMP-FX")[0] == 3
    assert len(call("rules", path, "--remove", "NAT-TENTH")[1]["data"]["rules"]) == number
    assert call("rules", path, "--off", "A", "--on", "B")[0] == 2


def test_a_fault_of_a_rule_is_told_with_its_line_and_column(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    rows = "code left operator right message_en\nNAT-A IMM.STOCK.TOT > 1 Few.\nNAT-B IMM.STOK.TOT > 1 Few."
    table(tmp_path / "r.csv", rows)
    status, answer, said = call("rules", path, "--add", "r.csv")
    assert (status, len(answer["problems"])) == (3, 1)
    assert answer["problems"][0]["where"] == {"file": "r.csv", "line": 3, "column": "left"}
    assert "NAT-B: " in said and "IMM.STOCK.TOT" in said
    table(tmp_path / "r.csv", "code family left operator right message_en\nNAT-A completeness IMM.STOCK.TOT > 1 Few.")
    assert call("rules", path, "--add", "r.csv")[1]["problems"][0]["code"] == "RULE-FAMILY"
    assert not any(rule["national"] for rule in call("rules", path)[1]["data"]["rules"]), "nothing of it is stored"


INDICATORS = """
code module_code title_en definition_en unit value_type dimensions
NAT.IMM.SEASON IMM Seasonal~permits Permits~given~in~the~year. number integer SEX
NAT.IMM.REFUSED IMM Refused~permits Permits~refused~in~the~year. number integer ""
"""


def test_national_indicators_are_added_listed_read_and_taken_away(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    table(tmp_path / "i.csv", INDICATORS)
    status, answer, _ = call("indicators", path, "--add", "i.csv")
    assert status == 0
    assert [one["code"] for one in answer["data"]["indicators"]] == ["NAT.IMM.REFUSED", "NAT.IMM.SEASON"]
    assert call("set", path, "NAT.IMM.SEASON[SEX=F]@2020", "12")[0] == 0
    (read,) = call("get", path, "NAT.IMM.SEASON")[1]["data"]["observations"]
    assert (read["value"], read["unit"]) == ("12", "number")
    found = call("catalogue", "--find", "seasonal permits", "--profile", path)[1]["data"]["indicators"]
    assert [one["code"] for one in found] == ["NAT.IMM.SEASON"]
    assert set(found[0]) == set(call("catalogue", "IMM.STOCK.TOT")[1]["data"]["indicator"]), "the same columns"
    status, answer, _ = call("indicators", path, "--remove", "NAT.IMM.SEASON")
    assert (status, answer["problems"][0]["code"]) == (3, "INDICATOR-FIGURES")
    assert answer["problems"][0]["address"] == "NAT.IMM.SEASON[SEX=F]@2020"
    call("set", path, "NAT.IMM.SEASON[SEX=F]@2020", "")
    assert len(call("indicators", path, "--remove", "NAT.IMM.SEASON")[1]["data"]["indicators"]) == 1
    assert call("indicators", path, "--remove", "IMM.STOCK.TOT")[1]["problems"][0]["code"] == "INDICATOR-NOT-NATIONAL"
    assert call("indicators", path, "--remove", "NAT.NO.SUCH")[0] == 3


def test_a_fault_of_an_indicator_is_told_with_its_line_and_column(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    table(tmp_path / "i.csv", INDICATORS + "NAT.IMM.BAD IMM Bad Nothing~at~all. number integer SEXE\n")
    status, answer, said = call("indicators", path, "--add", "i.csv")
    assert (status, len(answer["problems"])) == (3, 1)
    assert answer["problems"][0]["where"] == {"file": "i.csv", "line": 4, "column": "dimensions"}
    assert "NAT.IMM.BAD: " in said and "SEX" in said
    assert call("indicators", path)[1]["data"]["indicators"] == [], "nothing of it is stored"


def test_sources_are_listed_joined_written_and_taken_away(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    table(tmp_path / "s.csv", "id title institution\nA Census Office\nB Census~2014 NBS\nC Unused NBS")
    call("import", path, "s.csv")
    call("set", path, "CTX.POP.TOT@2020", "60000", "--source", "A")
    listed = call("sources", path)[1]["data"]["sources"]
    assert [(one["id"], one["figures"]) for one in listed] == [("A", 1), ("B", 0), ("C", 0)]
    assert call("sources", path, "--remove", "A")[1]["problems"][0]["code"] == "SOURCE-USED"
    listed = call("sources", path, "--join", "A", "B")[1]["data"]["sources"]
    assert [(one["id"], one["figures"]) for one in listed] == [("B", 1), ("C", 0)]
    assert [one["id"] for one in call("sources", path, "--remove", "C")[1]["data"]["sources"]] == ["B"]
    assert call("sources", path, "--export", "out.sources.csv")[0] == 0
    assert (tmp_path / "out.sources.csv").read_text("utf-8").splitlines()[1].startswith("B,Census 2014,NBS")
    assert call("sources", path, "--join", "NO", "B")[0] == 3


def test_validate_tells_what_is_new_and_writes_the_list(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    call("set", path, "CTX.POP.TOT@2020", "60000")
    call("export", path, "o.long.csv")
    call("set", path, "IMM.STOCK.TOT@2020", "75000")
    status, answer, _ = call("validate", path, "--new-since-export", "--list", "new.csv")
    found = [one["rule"] for one in answer["data"]["findings"]]
    assert status == 1 and "SUB-IMM-POP" in found and answer["data"]["counts"]["error"] < len(found)
    assert (tmp_path / "new.csv").read_text(encoding="utf-8").count("\n") == len(found) + 1


def test_partner_files_are_named_when_they_cannot_be_used(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    table(tmp_path / "figures.csv", "address value\nCTX.POP.TOT@2020 1")
    status, answer, said = call("validate", path, "--partners", "figures.csv")
    assert (status, answer["problems"][0]["code"]) == (3, "PARTNER-COUNTRY")
    assert "ROU.long.csv" in said


def test_indicators_are_assigned_and_a_share_is_written(call: Call, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    _, answer, _ = call("assign", path, "Interior", "IMM.NATZ.*", "REM.COST.IN")
    assert answer["data"]["institution"] == "Interior"
    assert answer["data"]["codes"] == ["IMM.NATZ.TOT", "IMM.NATZ.RATE", "REM.COST.IN"]
    assert answer["data"]["group"]
    _, answer, _ = call("assign", path, "interior", "IMM", "--remove")
    assert answer["data"]["codes"] == ["REM.COST.IN"]
    _, answer, _ = call("export", path, tmp_path / "o.xlsx", "--institution", "Interior")
    assert [sheet[:3] for sheet in answer["data"]["sheets"][2:-3]] == ["REM"]
    status, answer, _ = call("export", path, tmp_path / "p.xlsx", "--institution", "Labour")
    assert (status, answer["problems"][0]["code"]) == (3, "INSTITUTION-UNKNOWN")
