"""The ground that is measured on: throw-away installations in one folder on the disk of the working directory."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.commands.installation import prepare
from bot.organisation import Organisation, load_organisation
from bot.settings import Settings

WHERE = "PELITA_BENCH_DIR"
"""Environment variable: the folder on whose disk is measured; the working directory without it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder for one run, and the office that is measured."""

    folder: Path
    office: Path
    organisation: Organisation

    def settings(self, name: str, **changes: Any) -> Settings:
        """Return the settings of a fresh installation, initialised; nothing is read from the environment or `.env`."""
        usual = {key: field.default for key, field in Settings.model_fields.items()}
        own = {
            "data_dir": self.folder / name / "data",
            "master_key_file": self.folder / name / "keys" / "master.key",
            "organisation": self.office,
        }
        settings = Settings.model_construct(**{**usual, **own, **changes})
        prepare(settings)
        return settings


@contextmanager
def ground(office: Path) -> Iterator[Ground]:
    """Make the folder of a run for the office whose file is `office`, and leave nothing of it behind."""
    folder = Path(tempfile.mkdtemp(prefix=".pelita-bench-", dir=os.environ.get(WHERE) or Path.cwd()))
    try:
        yield Ground(folder, office.resolve(), load_organisation(office))
    finally:
        shutil.rmtree(folder)
