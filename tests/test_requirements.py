"""What is installed is pinned, hashed and named; no registry's address is written down."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)


def folded(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, str]:
    """Package -> version."""
    return {folded(n): v for n, v in PINNED.findall((ROOT / file).read_text())}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_as_in_the_constraints_and_hashed(file: str) -> None:
    text = (ROOT / file).read_text()
    required, constrained = pins(file), pins("constraints.txt")
    assert {name: constrained.get(name, version) for name, version in required.items()} == required
    for entry in re.split(r"\n(?=[a-z])", text.strip()):
        assert "--hash=sha256:" in entry, entry.partition("\n")[0]
    assert "://" not in text
    assert "://" not in (ROOT / "constraints.txt").read_text()


def test_whatever_the_project_needs_is_in_the_requirements() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extra = project["optional-dependencies"]["dev"]
    needed = {folded(re.split(r"[\[<>=]", one)[0]) for one in project["dependencies"]}
    tools = {folded(re.split(r"[\[<>=]", one)[0]) for one in extra}
    assert needed <= set(pins("requirements.txt"))
    assert needed | tools <= set(pins("requirements-dev.txt"))


def test_image_and_makefile_install_what_was_hashed_and_nothing_else() -> None:
    for file in ("Dockerfile", "Makefile"):
        text = (ROOT / file).read_text()
        assert text.index("--require-hashes --requirement requirements.txt") < text.index(
            "--no-deps"
        )


def test_the_bill_of_materials_names_what_is_installed() -> None:
    bill = json.loads((ROOT / "docs" / "bill-of-materials.json").read_text())
    listed = {folded(one["name"]): one["version"] for one in bill["components"]}
    required = pins("requirements.txt")
    assert listed.items() <= required.items()
    assert len(listed) > 50
    unlicensed = [one["name"] for one in bill["components"] if not one.get("licenses")]
    assert unlicensed == []


def test_the_work_of_others_is_named() -> None:
    notices = (ROOT / "NOTICES.md").read_text()
    for name in ("GeoNames", "Creative Commons Attribution 4.0", "OpenStreetMap", "DejaVu"):
        assert name in notices
    assert "NOTICES.md" in (ROOT / "pyproject.toml").read_text()
