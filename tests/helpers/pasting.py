"""Reads what stands in a page after a paste, and what the preview says."""

from __future__ import annotations

from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.ui.grid.page import ModulePage

STOCK, CITIZENS, AGE = "IMM.STOCK.TOT", "IMM.STOCK.CIT", "IMM.STOCK.MEDAGE"


def held(page: ModulePage, place: str, source: str = "") -> Observation | None:
    """What stands at `2020` of the stock, at `F 2020`, at `CODE|ITEMS 2020`."""
    name, _, period = place.rpartition(" ")
    code, _, items = name.rpartition("|")
    return page.session.profile.figures.get(
        Key(code or STOCK, items if "=" in items or not items else f"SEX={items}", period, source)
    )


def value(page: ModulePage, place: str, source: str = "") -> str | None:
    found = held(page, place, source)
    return found.text if found else None


def values(page: ModulePage, *places: str) -> list[str | None]:
    return [value(page, place) for place in places]


def said(page: ModulePage) -> str:
    assert not page.asking.panel.isHidden()
    return "\n".join(remark.text for remark in page.asking.panel.remarks)
