"""Narrative: text blocks are registers with history and undo, part of the fingerprint, and known by module and issue."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.services import asking
from desktop.services.narrative import known_blocks, write_texts
from desktop.services.profile import open_profile
from desktop.services.recording import undo
from tests.helpers.profiles import opened


def test_a_text_is_stored_found_again_and_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        empty = asking.fingerprint(profile)
        done = write_texts(profile, {("IMM/issue-1", "fr"): "Qui vit\nici."})
        assert profile.figures.texts == {("IMM/issue-1", "fr"): "Qui vit\nici."}
        assert asking.fingerprint(profile) != empty
        assert done.group is not None
        undo(profile, done.group)
        assert profile.figures.texts == {}
        assert asking.fingerprint(profile) == empty
        write_texts(profile, {("IMM/introduction", "en"): "Kept."})
    with open_profile(profile.path, write=False) as again:
        assert again.figures.texts == {("IMM/introduction", "en"): "Kept."}


@pytest.mark.parametrize(
    ("place", "code"), [(("IMM/issue-99", "fr"), "BLOCK-UNKNOWN"), (("IMM/issue-1", "de"), "LANGUAGE-UNKNOWN")]
)
def test_what_is_no_block_is_refused(place: tuple[str, str], code: str, tmp_path: Path) -> None:
    with opened(tmp_path) as profile, pytest.raises(Refused, match=code):
        write_texts(profile, {place: "text"})


def test_each_issue_of_the_catalogue_has_a_block(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        kinds = [block.kind for block in known_blocks(profile).values() if block.module == "IMM"]
        assert kinds == ["introduction", *["issue"] * 6, "conclusions"]
