"""Owns what each column of labels of a table is for: as the mapping says, else guessed; names beside codes are one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.services.foreign.labels import ABOVE, Role, directs_to_origin, guess, is_of_origin, place_of
from desktop.services.foreign.mapping import Column
from desktop.services.recognising.periods import written_period

if TYPE_CHECKING:
    from desktop.services.foreign.reading import TableReading

LONGEST_CODE, MOST_WORDS = 3, 400
"""Characters of the code of a country; distinct words of a column that are looked at to tell its role."""


class Columns:
    """Tells the roles of the columns of one table."""

    def __init__(self, reading: TableReading):
        self.reading, self.table, self.lexicon = reading, reading.table, reading.lexicon
        self._crossed: Role | None = None
        self._said_above = f"{reading.table.caption()} {reading.table.sheet.name}"

    def roles(self) -> dict[int | str, Role]:
        """What each column of labels is for, and the words above (`ABOVE`) where they name countries."""
        roles: dict[int | str, Role] = {}
        used: list[str] = []
        for at, heading in self.reading.headings.items():
            mapped = self.reading.map.column(heading)
            if mapped is not None and mapped.role:
                roles[at] = Role(mapped.role, mapped.dimension)
                used.append(mapped.dimension)
        indicator = self.reading.catalogue.indicators.get(self.reading.code)
        for at in sorted(self.reading.headings, key=self._order):
            if at in roles:
                continue
            heading = self.reading.headings[at]
            texts = list(dict.fromkeys(labels[at] for labels in self.reading.labels.values() if labels[at]))[
                :MOST_WORDS
            ]
            role = guess(self.lexicon, indicator, heading, texts, used, self._said_above)
            twin = self._twin(at, role, roles)
            if twin is None and self.reading.is_given and role.role in {"item", "country", "indicator"}:
                role = role._replace(sure=False, choices=role.choices or (role.written, "nothing"))
            role = twin or role
            if twin is None and role.role in {"country", "item"} and len(role.choices) > 2:
                role = self._cross(role, heading)
            used.append(role.dimension)
            roles[at] = self._settled(role, heading, (self.table.top, at))
        above = self._guess_above(indicator, used)
        if above is not None:
            roles[ABOVE] = above
        return roles

    def _cross(self, role: Role, heading: str) -> Role:
        """Of a matrix of origins and destinations the one side is whose figures they are, the other their items; asked of both."""
        if (
            sum(place_of(word.text) is not None for words in self.reading.heads.values() for word in words)
            < len(self.reading.heads) / 2
        ):
            return role
        item = next(it for it in role.choices if it.startswith("item:")).partition(":")[2]
        rows_are_items = directs_to_origin(heading) == is_of_origin(item)
        sides = [Role("item", item, False, role.choices), Role("country", "", False, role.choices)]
        self._crossed = sides[rows_are_items]
        return sides[not rows_are_items]

    def _order(self, at: int) -> tuple[bool, int, int]:
        """Names before codes, full columns before those with blanks."""
        texts = [labels[at] for labels in self.reading.labels.values()]
        return all(len(text) <= LONGEST_CODE for text in texts), texts.count(""), at

    def _twin(self, at: int, role: Role, roles: dict[int | str, Role]) -> Role | None:
        """What a column is for that names the same countries as another one, codes beside names; None where there is no such column."""
        if role.role not in {"country", "item"}:
            return None
        mine = [place_of(labels[at]) for labels in self.reading.labels.values()]
        for other, known in roles.items():
            if not isinstance(other, int) or known.role not in {"country", "item", "waits"}:
                continue
            theirs = [place_of(labels[other]) for labels in self.reading.labels.values()]
            both = [one == two for one, two in zip(mine, theirs, strict=True) if one and two]
            if len(both) >= max(2, len([it for it in mine if it]) / 2) and sum(both) > 0.9 * len(both):
                return Role("nothing") if known.role == "item" else known
        return None

    def _guess_above(self, indicator: object, used: list[str]) -> Role | None:
        """The role of words above the columns where they name countries: items, or the countries that report."""
        mapped = self.reading.map.column(ABOVE)
        if mapped is not None and mapped.role:
            return Role(mapped.role, mapped.dimension)
        texts = list(
            dict.fromkeys(
                word.text
                for words in self.reading.heads.values()
                for word in words
                if word.text not in self.reading.common
            )
        )
        named = [text for text in texts if not written_period(text)]
        if len(named) < 3 or sum(place_of(it) is not None for it in named) <= len(named) / 2:
            return None
        role = guess(
            self.lexicon,
            self.reading.catalogue.indicators.get(self.reading.code),
            "",
            named[:MOST_WORDS],
            used,
            self._said_above,
        )
        if self._crossed is not None:
            role = self._crossed
        return self._settled(role, ABOVE, self.reading.corner) if role.role in {"country", "item"} else None

    def _settled(self, role: Role, heading: str, at: tuple[int, int]) -> Role:
        if role.sure:
            if role.role != "waits":
                columns = (*self.reading.map.columns, Column(heading, role.role, role.dimension))
                self.reading.map = replace(self.reading.map, columns=columns)
            return role
        self.reading.ask(
            "SHEET-ASK-COLUMN",
            self.reading.field("columns", heading),
            at,
            (role.written, *role.choices),
            heading=heading,
        )
        return Role("waits", heading)
