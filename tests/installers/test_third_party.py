"""`THIRD_PARTY.md` is what the lock and the packages say today, and every asset comes with its licence."""

from __future__ import annotations

from installers import third_party


def test_page_is_current() -> None:
    page = third_party.rendered(third_party.LOCK.read_text(encoding="utf-8"))
    assert third_party.RESULT.read_text(encoding="utf-8") == page, "run  python -m installers.third_party"


def test_every_asset_has_its_licence() -> None:
    for _, place, _, text in third_party.ASSETS:
        assert (third_party.ROOT / place).is_dir()
        assert (third_party.ROOT / text).is_file()


def test_no_override_is_left_over() -> None:
    names = {name for name, _ in third_party.locked(third_party.LOCK.read_text(encoding="utf-8"))}
    assert set(third_party.OVERRIDES) <= names
