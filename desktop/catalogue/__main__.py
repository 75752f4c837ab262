"""Checks the catalogue of a folder: `python -m desktop.catalogue resources/catalogue`; exit 1 with every defect on standard error."""

import sys
from pathlib import Path

from desktop.catalogue.checking import check_catalogue
from desktop.catalogue.reading import files_of
from desktop.language import marked

defects = check_catalogue(files_of(Path(sys.argv[1])))
sys.stderr.write("".join(defect.message.text(marked) + "\n" for defect in defects))
sys.exit(1 if defects else 0)
