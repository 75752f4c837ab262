"""Findings beside a window: another opening of the file follows edit by edit, whatever was numbered, switched or renamed since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.errors import Cancelled
from desktop.services import asking, checking, recording, rules
from desktop.services.profile import OpenProfile
from desktop.services.recording import Recorded
from desktop.services.watching import Watch
from tests.helpers.profiles import opened, typed


def never() -> bool:
    return False


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with opened(tmp_path, ("CTX.POP.TOT@2020", "6000"), institution="Office") as made:
        yield made


@pytest.fixture
def watch(profile: OpenProfile) -> Iterator[Watch]:
    made = Watch(profile.path)
    made.check((), never)
    yield made
    made.close()


def assert_knows(watch: Watch, profile: OpenProfile, done: Recorded) -> None:
    watch.follow([done.edits], never)
    known = watch.known()
    assert known is not None
    assert known.findings == checking.check(profile).findings
    assert known.modules == asking.module_states(profile, known.findings)
    assert known.institutions == asking.institutions(profile)
    assert known.rules_run == checking.check(profile).rules_run


def test_it_follows_new_indicators_then_settings_then_rules(watch: Watch, profile: OpenProfile) -> None:
    profile.author = profile.author._replace(institution="Interior")
    assert_knows(watch, profile, typed(profile, ("IMM.STOCK.TOT[SEX=F]@2020", "7500")))
    assert_knows(watch, profile, recording.change_settings(profile, years=[2021, 2024]))
    assert_knows(watch, profile, rules.switch_off(profile, "CMP-FX", "no market rate"))
    rule = {"left": "CTX.POP.TOT", "operator": ">", "right": "9000", "message_en": "Few."}
    assert_knows(watch, profile, rules.write(profile, {"NAT-FEW": rule}))
    assert_knows(watch, profile, typed(profile, ("EMI.STOCK.TOT@2020", "5"), ("CTX.POP.TOT@2020", "9001")))


def test_a_cancelled_check_knows_nothing_until_the_next(profile: OpenProfile) -> None:
    watch = Watch(profile.path)
    with pytest.raises(Cancelled):
        watch.check((), lambda: True)
    watch.follow([typed(profile, ("CTX.POP.TOT@2021", "1")).edits], never)
    assert watch.known() is None
    watch.check((), never)
    known = watch.known()
    assert known is not None and known.findings == checking.check(profile).findings
    watch.close()
