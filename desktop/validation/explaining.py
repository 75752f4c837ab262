"""Owns whether an explanation still holds for a finding (semantics.md 6, Identity)."""

from __future__ import annotations

from desktop.domain.finding import Finding
from desktop.domain.profile import Explanation, Figures


def explanation_of(finding: Finding, figures: Figures) -> Explanation | None:
    """The explanation on file, if left, right and the values are as they were; of merged findings as long as the id occurs."""
    kept = figures.explanations.get(finding.id)
    if kept is None or finding.severity == "error":
        return None
    same = (kept.left, kept.right, tuple(kept.values)) == (finding.left, finding.right, _values(finding))
    return kept if same or finding.is_merged else None


def explained_as(finding: Finding, text: str, by: str, at: str) -> Explanation:
    """The explanation to keep under `finding.id`: the text with what it is about. That errors cannot be explained, the caller says."""
    return Explanation(text, finding.left, finding.right, _values(finding), by, at)


def _values(finding: Finding) -> tuple[str | None, ...]:
    return tuple(cell.value for cell in finding.cells)
