"""Owns the JSON of a problem (design.md 5); apart from the other shapes, because a wrong word needs no services."""

from __future__ import annotations

from typing import Any

from desktop.domain.errors import Problem
from desktop.language import Translate


def shape(problem: Problem, translate: Translate) -> dict[str, Any]:
    """`code severity message where address`; parts of a place that do not apply are left out."""
    return {
        "code": problem.message.code,
        "severity": problem.severity,
        "message": problem.message.text(translate),
        "where": problem.where.parts() if problem.where else None,
        "address": problem.address,
    }
