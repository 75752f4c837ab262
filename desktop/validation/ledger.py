"""Owns the findings of an open profile in order, so that those of a few places can be taken out and put in quickly."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping

from desktop.domain.finding import Finding
from desktop.validation.places import Where

Order = tuple[str, str, str, str, str]


class Ledger:
    """Findings by rule, indicator and place, and all of them in the order of semantics.md 6."""

    def __init__(self) -> None:
        self._by_rule: dict[tuple[str, str], dict[tuple[str, str], list[Finding]]] = {}
        self._ordered: list[tuple[Order, Finding]] = []
        self._listed: list[Finding] | None = []

    @property
    def findings(self) -> list[Finding]:
        if self._listed is None:
            self._listed = [finding for _, finding in self._ordered]
        return self._listed

    def reset(self, findings: Iterable[Finding]) -> None:
        self._by_rule.clear()
        self._take(findings)

    def exchange(
        self, codes: Collection[str], ran: Mapping[tuple[str, str], Where], findings: Iterable[Finding]
    ) -> None:
        """What was found of these indicators from now on, elsewhere only by rule and indicator where these `ran`."""
        for group, places in self._by_rule.items():
            where = ran.get(group)
            if where is not None:
                for place in [place for place in places if place[0] in where]:
                    del places[place]
            elif group in ran or group[1] in codes:
                places.clear()
        self._take(findings)

    def _take(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self._keep(finding)
        self._ordered = sorted(
            (finding.order, finding)
            for places in self._by_rule.values()
            for group in places.values()
            for finding in group
        )
        self._listed = None

    def has(self, rule: str, indicator: str, period: str) -> bool:
        """Whether a rule says anything of an indicator at a period."""
        return any(place[1] == period and group for place, group in self._by_rule.get((rule, indicator), {}).items())

    def replace_all(self, is_old: Callable[[Finding], bool], findings: Iterable[Finding]) -> None:
        """Exchange many at once."""
        self.reset([*(finding for finding in self.findings if not is_old(finding)), *findings])

    def replace_at(self, rule: str, indicator: str, place: tuple[str, str], findings: Collection[Finding]) -> None:
        """What a rule says at one place (items, period) from now on."""
        places = self._by_rule.get((rule, indicator))
        before = places.pop(place, []) if places else []
        self._exchange(before, findings)

    def replace_where(self, rule: str, indicator: str, period: str | None, findings: Collection[Finding]) -> None:
        """What a rule says of an indicator, at a period or at all, from now on."""
        places = self._by_rule.get((rule, indicator), {})
        stale = [place for place in places if period is None or place[1] == period]
        self._exchange([finding for place in stale for finding in places.pop(place)], findings)

    def replace_series(self, rule: str, indicator: str, items: str, findings: Collection[Finding]) -> None:
        """What a rule says of one series from now on."""
        places = self._by_rule.get((rule, indicator), {})
        stale = [place for place in places if place[0] == items]
        self._exchange([finding for place in stale for finding in places.pop(place)], findings)

    def _exchange(self, before: Collection[Finding], after: Collection[Finding]) -> None:
        if list(before) == list(after):
            for finding in after:
                self._keep(finding)
            return
        for finding in before:
            del self._ordered[bisect_left(self._ordered, (finding.order,))]
        for finding in after:
            self._keep(finding)
            insort(self._ordered, (finding.order, finding))
        self._listed = None

    def _keep(self, finding: Finding) -> None:
        places = self._by_rule.setdefault((finding.rule, finding.indicator), {})
        places.setdefault((finding.items, finding.period), []).append(finding)
