"""Puts content and migrations into the wheel; everything else is in pyproject.toml."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py


class WithContent(build_py):
    """Copies the data folders beside the package's own modules."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for folder in ("content", "migrations"):
                copytree(folder, Path(self.build_lib) / "bot" / f"_{folder}", dirs_exist_ok=True)


setup(cmdclass={"build_py": WithContent})
