"""Addresses: written in any order, printed in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalogue.addresses import read_address
from desktop.catalogue.reading import shipped
from desktop.domain.address import Key
from desktop.domain.errors import Refused


def test_items_in_any_order_print_in_the_indicators_order() -> None:
    found = read_address("IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR,AGE=Y0T14,SEX=F]@2020#UN-1", shipped())
    assert found.cell.address == "IMM.STOCK.TOT[SEX=F,AGE=Y0T14,COUNTRY_OF_BIRTH=UKR]@2020"
    assert found.source == "UN-1"


def test_the_total_is_not_written() -> None:
    assert read_address("CTX.POP.TOT[SEX=_T]@2020", shipped()).cell.address == "CTX.POP.TOT@2020"


def test_a_bare_sign_is_the_value_without_source() -> None:
    assert read_address("CTX.POP.TOT@2020#", shipped()).source == ""
    assert read_address("CTX.POP.TOT@2020", shipped()).source is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CTX.POP.TOT", "ADDRESS-PERIOD"),
        ("CTX.POP.TOT@", "PERIOD-FORM"),
        ("CTX.POP.TOT@20x0", "PERIOD-FORM"),
        ("@2020", "ADDRESS-FORM"),
        ("CTX.POP.TOT[SEX=X]@2020", "MEMBER-UNKNOWN"),
        ("CTX.POP.TOT[REASON=FAM]@2020", "DIMENSION-NOT-HERE"),
        ("CTX.POP.TOT[COLOUR=RED]@2020", "DIMENSION-UNKNOWN"),
        ("CTX.POP.TOT[SEX]@2020", "ITEMS-FORM"),
        ("CTX.POP.TOT[SEX=F@2020", "ADDRESS-FORM"),
        ("CTX.POP.TOT[SEX=F,SEX=M]@2020", "DIMENSION-TWICE"),
        ("IMM.STOCK.TOT[COUNTRY_OF_BIRTH=Ukraine]@2020", "MEMBER-UNKNOWN"),
        ("CTX.POP.TOTT@2020", "CODE-UNKNOWN-NEAR"),
        ("NO.SUCH.CODE@2020", "CODE-UNKNOWN"),
        ("CTX.POP.TOT@2020#bad id", "SOURCE-FORM"),
        ("CTX.POP.TOT[SEX=F,]@2020", "ITEMS-FORM"),
        ("CTX.POP.TOT@2020@2021", "ADDRESS-FORM"),
    ],
)
def test_what_means_nothing_is_refused_by_its_part(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_address(text, shipped())
    assert refused.value.code == code


members = st.fixed_dictionaries(
    {},
    optional={
        "SEX": st.sampled_from("FM"),
        "AGE": st.sampled_from(["Y0T14", "Y_GE65"]),
        "COUNTRY_OF_BIRTH": st.from_regex("[A-Z]{3}", fullmatch=True),
    },
)
periods = st.sampled_from(["2020", "2020-S1", "2020-Q3", "2020-07", "2015/2019"])
sources = st.one_of(st.just(""), st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", fullmatch=True))


@given(members, periods, sources)
def test_printed_addresses_are_read_back(items: dict[str, str], period: str, source: str) -> None:
    written = ",".join(f"{name}={member}" for name, member in reversed(items.items()))
    text = f"IMM.STOCK.TOT[{written}]@{period}#{source}" if written else f"IMM.STOCK.TOT@{period}#{source}"
    found = read_address(text, shipped())
    printed = Key(*found.cell, found.source or "").marked_address(True)
    assert read_address(printed, shipped()) == found
