"""Prints the table: `python -m tests.bench [--rows store,rules,exports,imports,window,grid] [--sizes 10000,100000,1000000]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.bench import export_rows, grid_rows, import_rows, rule_rows, store_rows, window_rows
from tests.bench.measure import Line, growth, table

GROUPS = {
    "store": store_rows.rows,
    "rules": rule_rows.rows,
    "exports": export_rows.rows,
    "imports": import_rows.rows,
    "window": window_rows.rows,
    "grid": grid_rows.rows,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--rows", default=",".join(GROUPS))
    parser.add_argument("--sizes", default="10000,100000,1000000", help="10000000 on request")
    options = parser.parse_args()
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in (
            "HOME",
            "USERPROFILE",
            "APPDATA",
            "LOCALAPPDATA",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
        ):
            os.environ[variable] = name
        sizes = tuple(int(size) for size in options.sizes.split(","))
        for group in options.rows.split(","):
            for line in GROUPS[group](folder, sizes):
                lines.append(line)
                sys.stderr.write(f"{line.row} {line.size}\n")
    sys.stdout.write(table(lines) + "\n" + growth(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
