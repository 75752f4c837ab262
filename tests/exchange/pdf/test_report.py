"""The report: a whole, tidy PDF that says what the profile says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from desktop.domain.number import shown
from desktop.exchange.pdf.document import fitted, lines_of
from desktop.exchange.pdf.look import REGULAR, register, text_width
from desktop.exchange.pdf.tables import blocks_of
from desktop.services import asking, checking
from desktop.services.exporting import export
from tests.helpers.exports import exported, filled
from tests.helpers.profiles import opened, typed


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    return PdfReader(exported(tmp_path_factory.mktemp("report"), "pdf"))


@pytest.fixture(scope="module")
def texts(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def outline(items: list[Any]) -> list[str]:
    return [name for item in items for name in (outline(item) if isinstance(item, list) else [item.title])]


def fonts_of(reader: PdfReader) -> dict[str, bool]:
    """Name of each font in the file and whether it is embedded."""
    found = {}
    for number in range(1, reader.trailer["/Size"]):
        thing = reader.get_object(number)
        if isinstance(thing, dict) and thing.get("/Type") == "/Font":
            descriptor = thing.get("/FontDescriptor")
            found[str(thing.get("/BaseFont"))] = descriptor is not None and "/FontFile2" in descriptor.get_object()
    return found


def test_title_language_and_author(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "Moldova 2024"
    assert reader.metadata.author == "Statistics"
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_every_font_is_ours_and_embedded(reader: PdfReader, tmp_path: Path) -> None:
    fonts = fonts_of(reader)
    assert fonts and all(fonts.values())
    assert all("NotoSans" in name for name in fonts)


def test_outline_and_contents_lead_to_the_parts(reader: PdfReader, texts: list[str]) -> None:
    names = outline(reader.outline)
    for part in ("Key figures", "1  Country context and key figures", "Data gaps", "Explanations", "Bibliography"):
        assert part in names
    assert any(name.startswith("Table 1.1") for name in names)
    places = {
        item.title: reader.get_destination_page_number(item) for item in reader.outline if not isinstance(item, list)
    }
    for title, place in places.items():
        assert " ".join(title.split()) in " ".join(texts[place].split())
        if title != "Contents":
            assert re.search(rf"{re.escape(' '.join(title.split()))}\s*{place + 1}\b", " ".join(texts[1].split()))
    links = [annotation.get_object() for annotation in reader.pages[1]["/Annots"]]
    assert len(links) == len(names) - 1


def test_page_x_of_y(texts: list[str]) -> None:
    assert "Page" not in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert f"Page {number} of {len(texts)}" in " ".join(text.split())


def test_every_published_value_stands_in_the_tables(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        path = export(profile, tmp_path / "o.pdf").path
        values = []
        for key, observation in profile.figures.observations():
            chosen = profile.figures.published(key.cell)
            is_left_out = "COUNTRY_OF_BIRTH" in key.items and key.items[-3:] in ("UKR", "RUS", "ROU")
            if observation.value and profile.catalogue.indicators[key.indicator].is_numeric and not is_left_out:
                assert chosen is not None
                values.append(shown(observation.value, "en"))
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    assert [value for value in values if value not in text] == []


def test_the_smallest_countries_are_one_row_that_says_so(texts: list[str]) -> None:
    text = " ".join(" ".join(texts).split())
    total = sum(100 * n + 2020 for n in (1, 2, 3))
    assert re.search(rf"3 other countries, sum .*?{total:,}", text)


def test_signs_have_their_legend(texts: list[str]) -> None:
    text = " ".join(" ".join(texts).split())
    for sign in (
        "[O]",
        "[M]",
        "[L]",
        "[Q]",
        "E estimated value",
        "P provisional value",
        "[?] text that cannot be read",
    ):
        assert sign in text
    assert text.count("ƒ worked out from other figures") >= 1


def test_two_sources_that_nobody_chose_from_stand_side_by_side(texts: list[str]) -> None:
    text = " ".join(" ".join(texts).split())
    assert "(CENSUS)" in text and "(REG)" in text
    assert "20,000" in text and "21,000" in text


def test_sources_and_state_are_printed(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        mark = asking.fingerprint(profile)
        path = export(profile, tmp_path / "o.pdf").path
    texts = [page.extract_text() for page in PdfReader(path).pages]
    state = f"{mark[:4]} {mark[4:8]} {mark[8:12]}"
    assert all(state in text for text in texts)
    assert "Census 2014 & <more>" in texts[-1]


@pytest.mark.parametrize(
    ("language", "key_figures", "number"),
    [
        ("en", "Country context", "104,000"),
        ("fr", "Contexte national", "104\u202f000"),
        ("es", "Contexto nacional", "104.000"),
    ],
)
def test_three_languages(tmp_path: Path, language: str, key_figures: str, number: str) -> None:
    reader = PdfReader(exported(tmp_path, "pdf", language))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert key_figures in text
    assert number in text
    assert reader.trailer["/Root"]["/Lang"] == language


def test_draft_and_practice_are_said_across_the_page(tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.POP.TOT@2020", "6"), ("IMM.STOCK.TOT@2020", "7"), modules=("CTX", "IMM")) as profile:
        draft = PdfReader(export(profile, tmp_path / "d.pdf").path)
    assert all("Draft" in page.extract_text() for page in draft.pages)
    with opened(tmp_path, name="x.mprofile", modules=("CTX",), practice=True, country="XXV") as profile:
        practice = PdfReader(export(profile, tmp_path / "p.pdf").path)
    assert all("Practice" in page.extract_text() for page in practice.pages)


def test_nothing_said_across_a_page_that_nothing_stands_against(tmp_path: Path) -> None:
    with opened(tmp_path, modules=("RET",)) as profile:
        path = export(profile, tmp_path / "o.pdf").path
        against = asking.counts_of(profile, checking.check(profile).findings)
    texts = [page.extract_text() for page in PdfReader(path).pages]
    assert any("Draft" in text for text in texts) == bool(against.error or against.warning)


def test_user_text_is_no_markup_and_long_words_wrap(tmp_path: Path) -> None:
    with opened(tmp_path, modules=("CTX", "DRV")) as profile:
        typed(profile, ("DRV.NARR.MAIN@2020", "<b>war</b> & <img src='http://127.0.0.1/x'/> " + "x" * 400 + "\nnext"))
        typed(profile, ("CTX.EXT.FDI@2020", "1"), note="<para>" + "y" * 300)
        path = export(profile, tmp_path / "o.pdf").path
    text = "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())
    assert "<b>war</b>&<imgsrc='http://127.0.0.1/x'/>" in text
    assert "x" * 400 in text
    assert "<para>" + "y" * 300 in text


def test_a_long_table_has_its_head_on_every_page(tmp_path: Path) -> None:
    regions = [f"IMM.STOCK.TOT[REGION=R{n:03}]@2020" for n in range(260)]
    with opened(tmp_path, *((address, "12345") for address in regions), modules=("IMM",)) as profile:
        path = export(profile, tmp_path / "o.pdf").path
    pages = [text for page in PdfReader(path).pages if "12,345" in (text := page.extract_text())]
    assert len(pages) > 5
    assert all("2020" in text for text in pages)
    assert sum(text.count("12,345") for text in pages) == 260


def test_an_empty_profile_makes_a_report(tmp_path: Path) -> None:
    with opened(tmp_path, modules=("IMM",)) as profile:
        written = export(profile, tmp_path / "o.pdf").written
    assert written.pages == len(PdfReader(tmp_path / "o.pdf").pages) >= 4


def test_columns_stand_in_even_blocks() -> None:
    assert blocks_of([30.0] * 15, 300.0) == [range(8), range(8, 15)]
    assert blocks_of([30.0] * 3, 300.0) == [range(3)]
    assert blocks_of([400.0, 400.0], 300.0) == [range(1), range(1, 2)]
    assert blocks_of([], 300.0) == []


def test_texts_are_fitted_to_lines() -> None:
    register()
    assert fitted("short", REGULAR, 8, 100) == "short"
    cut = fitted("a text that is much too long for its place", REGULAR, 8, 60)
    assert cut.endswith("…") and text_width(cut, REGULAR, 8) <= 60
    assert lines_of("one two three", REGULAR, 8, 1000) == ["one two three"]
    assert lines_of("one two three", REGULAR, 8, 40) == ["one two", "three"]
