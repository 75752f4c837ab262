"""A packed series says the same as one that was put together observation by observation."""

from __future__ import annotations

import pytest

from desktop.domain.observation import Observation
from desktop.domain.series import Packed, Series

VALUES = {"2010": Observation("1.50", None, "E", "F", 3), "2011": Observation("-2", None, "E", "F", 3)}


def packed(status: str = "E") -> Series:
    return Series(Packed(VALUES.keys(), "1.50,-2", status, "F", 3))


def put() -> Series:
    series = Series()
    for period, observation in VALUES.items():
        series.put(period, observation)
    return series


@pytest.mark.parametrize("series", [packed(), put()])
def test_a_series_is_a_mapping_of_its_periods(series: Series) -> None:
    assert series == VALUES
    assert list(series) == ["2010", "2011"]
    assert len(series) == series.number_filled == series.number_valued == 2
    assert "2011" in series
    assert "2012" not in series
    assert series.at("2011") == series["2011"] == VALUES["2011"]
    assert series.at("2012") is None


def test_walking_over_it_leaves_it_packed() -> None:
    series = packed()
    assert [*series.items()] == [*VALUES.items()]
    assert [*series.values()] == [*VALUES.values()]
    assert series.packed is not None


def test_values_can_be_put_and_taken() -> None:
    series = packed()
    series.put("2012", Observation("3"))
    series.take("2010")
    series.take("2009")
    assert series == {"2011": VALUES["2011"], "2012": Observation("3")}
    assert series.packed is None


def test_reasons_with_values_are_filled_but_not_valued() -> None:
    assert packed("L").number_filled == 2
    assert packed("L").number_valued == 0


def test_blank_observations_are_not_filled() -> None:
    series = Series()
    series.put("2010", Observation(None, None, "E"))
    series.put("2011", Observation(None, "about 5"))
    assert len(series) == 2
    assert series.number_filled == series.number_valued == 1
