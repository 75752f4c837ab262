"""Owns mappings as files and as kept data: TOML that people read and correct, and the same as JSON in a profile."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Words
from dataclasses import fields
from pathlib import Path
from typing import Any

from desktop.domain.change import Json
from desktop.domain.errors import Refused
from desktop.services.foreign.figures import FORMS
from desktop.services.foreign.mapping import ROLES, Column, Mapping, TableMap
from desktop.services.recognising.periods import SEASON

_ALLOWED = {
    "others": ("ask", "leave"),
    "decimal": ("", *FORMS),
    "percent": ("", "shown", "held"),
    "season": ("", "year", "month", *SEASON),
    "role": ROLES,
}
"""Words that a field may hold, where it may not hold any."""


def read_toml(text: str, file: str = "TOML") -> Mapping:
    """A mapping from its file. Raises `Refused` MAP-FORM, MAP-FIELD, MAP-VALUE."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused("MAP-FORM", file=file, reason=str(error)) from error
    return mapping_of(data)


def read_file(path: Path) -> Mapping:
    """A mapping from a file. Raises `Refused` FILE-MISSING, MAP-…"""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("MAP-FORM", file=path.name, reason=str(error)) from error
    return read_toml(text, path.name)


def mapping_of(data: Words[str, Any]) -> Mapping:
    """A mapping from data as TOML or JSON hold it. Raises `Refused` MAP-FIELD, MAP-VALUE."""
    _check(data, {"others", "table"})
    tables = data.get("table", [])
    if not isinstance(tables, list) or not all(isinstance(it, dict) for it in tables):
        raise Refused("MAP-VALUE", field="table", text=str(tables)[:60])
    return Mapping(tuple(map(_table_of, tables)), data.get("others", "ask"))


def _table_of(data: Words[str, Any]) -> TableMap:
    _check(data, {it.name for it in fields(TableMap)} - {"columns"} | {"column"})
    held = dict(data)
    columns = held.pop("column", [])
    if not isinstance(columns, list) or not all(isinstance(it, dict) for it in columns):
        raise Refused("MAP-VALUE", field="column", text=str(columns)[:60])
    for column in columns:
        _check(column, {it.name for it in fields(Column)})
        if "heading" not in column or "role" not in column:
            raise Refused("MAP-VALUE", field="column", text=str(column)[:60])
    return TableMap(columns=tuple(Column(**column) for column in columns), **held)


def _check(data: Words[str, Any], known: set[str]) -> None:
    for name, value in data.items():
        if name not in known:
            raise Refused("MAP-FIELD", field=name)
        if name in {"table", "column"}:
            continue
        if name in {"words", "marks"}:
            fits = isinstance(value, dict) and all(isinstance(it, str) for it in value.values())
        elif name in {"multiplier", "scale"}:
            fits = isinstance(value, int) and not isinstance(value, bool) and -15 <= value <= 15
        elif name == "leave":
            fits = isinstance(value, bool)
        else:
            fits = isinstance(value, str) and value in _ALLOWED.get(name, (value,))
        if not fits:
            raise Refused("MAP-VALUE", field=name, text=str(value)[:60])


def data_of(mapping: Mapping) -> dict[str, Json]:
    """A mapping as JSON; what is not settled is left out."""
    return {"others": mapping.others, "table": [_table_data(table) for table in mapping.tables]}


def _table_data(table: TableMap) -> dict[str, Json]:
    made: dict[str, Json] = {}
    for it in fields(TableMap):
        value = getattr(table, it.name)
        if it.name == "columns":
            continue
        if it.name == "sheet" or (value is not None and value is not False and value not in ("", {})):
            made[it.name] = dict(value) if isinstance(value, Words) else value
    made["column"] = [
        {
            "heading": column.heading,
            "role": column.role,
            **({"dimension": column.dimension} if column.dimension else {}),
            **({"words": dict(column.words)} if column.words else {}),
        }
        for column in table.columns
    ]
    return made


def write_toml(mapping: Mapping) -> str:
    """A mapping as the text of a file that people read and correct."""
    lines = [f'others = "{mapping.others}"']
    for table in data_of(mapping)["table"]:  # type: ignore[union-attr]
        assert isinstance(table, dict)
        lines += ["", "[[table]]"]
        lines += [f"{name} = {_value(value)}" for name, value in table.items() if not isinstance(value, (dict, list))]
        for name in ("words", "marks"):
            if name in table:
                lines += ["", f"[table.{name}]", *_pairs(table[name])]
        for column in table["column"]:  # type: ignore[union-attr]
            assert isinstance(column, dict)
            lines += ["", "[[table.column]]"]
            lines += [f"{name} = {_value(value)}" for name, value in column.items() if name != "words"]
            if "words" in column:
                lines += ["", "[table.column.words]", *_pairs(column["words"])]
    return "\n".join(lines) + "\n"


def _pairs(words: Json) -> list[str]:
    assert isinstance(words, dict)
    return [f"{_value(word)} = {_value(meaning)}" for word, meaning in words.items()]


def _value(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else quoted(str(value))


def quoted(text: str) -> str:
    """A text as TOML writes it between quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(it if it >= " " and it != "\x7f" else f"\\u{ord(it):04X}" for it in escaped) + '"'
