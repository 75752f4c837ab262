"""The hidden sheet: which profile, which state, and what each cell was when the workbook left."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from desktop.services import asking
from desktop.services.exporting import export
from desktop.services.narrative import write_texts
from tests.helpers.exports import filled
from tests.helpers.profiles import opened
from tests.helpers.workbooks import carried_rows, facts_of


def test_hidden_sheet_carries_what_a_return_needs(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        made = openpyxl.load_workbook(export(profile, tmp_path / "o.xlsx").path)
        facts = facts_of(made)
        assert facts["format"] == "mprofile-workbook 2"
        assert (facts["numbers"], facts["institution"], facts["blank"]) == ("en", None, "0")
        assert facts["fingerprint"] == asking.fingerprint(profile)
        assert facts["profile_id"] == profile.settings.profile_id
        assert facts["catalogue_sha256"] == profile.catalogue.identity.sha256
        held = {key: obs for key, obs in profile.figures.observations() if not obs.is_nothing}
        heads = {key: profile.store.reader.heads()[key] for key in held}
    carried = {}
    for fields in carried_rows(made, "row"):
        _, code, items, source = fields[:4]
        for at in range(9, len(fields), 8):
            period, kind, value, status, _, multiplier, note, head = fields[at : at + 8]
            if kind != "c":
                carried[code, items, period, source] = (
                    kind,
                    value,
                    status,
                    multiplier,
                    note,
                    head,
                )
    made.close()
    kinds = {key: "v" if o.value is not None else "t" if o.typed is not None else "r" for key, o in held.items()}
    assert carried == {
        tuple(key): (kinds[key], o.text or "", o.status, str(o.multiplier), o.note, heads[key])
        for key, o in held.items()
    }
    assert all(len(head) >= 16 for head in heads.values())


def test_hidden_sheet_carries_sources_and_texts_in_the_language_of_the_workbook(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        long = "Line one\nand\ttwo. " * 1600
        write_texts(profile, {("IMM/introduction", "en"): long, ("IMM/introduction", "fr"): "Bonjour"})
        made = openpyxl.load_workbook(export(profile, tmp_path / "o.xlsx").path)
        sources = list(profile.figures.sources.values())
        stored = profile.figures.texts["IMM/introduction", "en"]
    assert carried_rows(made, "source") == [list(source) for source in sources]
    assert carried_rows(made, "text") == [["IMM/introduction", "en", stored]]
    made.close()


def test_a_blank_workbook_claims_to_have_seen_nothing(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        write_texts(profile, {("IMM/introduction", "en"): "Words"})
        made = openpyxl.load_workbook(export(profile, tmp_path / "o.xlsx", blank=True).path)
    assert facts_of(made)["blank"] == "1"
    assert carried_rows(made, "text") == []
    assert len(carried_rows(made, "source")) == 2
    assert {len(fields) for fields in carried_rows(made, "row")} == {9}
    assert {tuple(fields[4:]) for fields in carried_rows(made, "row")} == {("",) * 5}
    made.close()


def test_each_export_has_an_id_of_its_own(tmp_path: Path) -> None:
    ids = set()
    with opened(tmp_path, modules=("CTX",)) as profile:
        for name in ("a.xlsx", "b.xlsx"):
            made = openpyxl.load_workbook(export(profile, tmp_path / name).path)
            ids.add(made["_mp"]["B3"].value)
            made.close()
    assert len(ids) == 2
