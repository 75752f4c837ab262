"""Owns the narrative of a profile: which text blocks there are, and writing them."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.catalogue.narrative import Block, blocks_of
from desktop.domain.change import Edit, RegisterEdit, text_register
from desktop.domain.errors import Refused
from desktop.language import LANGUAGES
from desktop.services.profile import OpenProfile
from desktop.services.recording import Recorded, record
from desktop.services.texts import clean

Texts = Mapping[tuple[str, str], str]
"""Block and language → text."""


def known_blocks(profile: OpenProfile) -> dict[str, Block]:
    """All blocks of the modules of a profile, by id, prompts in its first language."""
    language = profile.settings.languages[0]
    modules = (profile.catalogue.modules[code] for code in profile.settings.modules)
    return {block.id: block for module in modules for block in blocks_of(module, language)}


def write_texts(profile: OpenProfile, texts: Texts) -> Recorded:
    """Write texts as one group; an empty one takes the text away. Raises `Refused` BLOCK-UNKNOWN, LANGUAGE-UNKNOWN, TEXT-…"""
    return record(profile, text_edits(profile, texts))


def text_edits(profile: OpenProfile, texts: Texts) -> list[Edit]:
    """The edits that write texts. Raises `Refused` as `write_texts`."""
    known = known_blocks(profile)
    for block, language in texts:
        if block not in known:
            raise Refused("BLOCK-UNKNOWN", block=block)
        if language not in LANGUAGES:
            raise Refused("LANGUAGE-UNKNOWN", language=language, languages=" ".join(LANGUAGES))
    return [RegisterEdit(text_register(*place), clean(text) or None) for place, text in texts.items()]
