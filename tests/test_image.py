"""What can be held of the container image without an engine to build it."""

import re
import shlex
import tomllib
from pathlib import Path

from bot.catalog.read import read_yaml

ROOT = Path(__file__).parents[1]
STAGES = ROOT.joinpath("Dockerfile").read_text().split("\nFROM ")[1:]
LAST = STAGES[-1]


def test_the_last_stage_builds_nothing_and_runs_as_nobody_special() -> None:
    assert len(STAGES) == 2
    assert "pip install" not in LAST
    assert "apt-get" not in LAST
    assert LAST.index("USER counterpose") < LAST.index("ENTRYPOINT")


def test_the_image_has_the_python_that_every_commit_is_tested_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    tested = project["tool"]["mypy"]["python_version"]
    assert f">={tested}" == project["project"]["requires-python"]
    text = (ROOT / "Dockerfile").read_text()
    assert set(re.findall(r"^FROM python:(\S+)", text, re.MULTILINE)) == {f"{tested}-slim"}


def test_the_image_has_its_pictures_drawn() -> None:
    assert "counterpose figures --all" in STAGES[0]


def test_the_health_check_asks_where_the_image_listens() -> None:
    [listens] = re.findall(r"BOT_METRICS_LISTEN=\S+:(\d+)", LAST)
    assert f"http://127.0.0.1:{listens}/readyz" in LAST
    assert f"EXPOSE {listens}" in LAST
    [check] = re.findall(r'CMD \["python", "-c", (".*")\]', LAST)
    compile(shlex.split(check)[0], "health check", "exec")


def test_what_the_image_copies_is_there_and_reaches_the_builder() -> None:
    copied = [
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", STAGES[0], re.MULTILINE)
        for name in line.split()[:-1]
    ]
    sent = ROOT.joinpath(".dockerignore").read_text().splitlines()
    assert sent[1] == "*"
    for name in copied:
        assert (ROOT / name).exists()
        assert f"!{name}" in sent


def test_what_compose_takes_from_the_environment_is_in_the_example() -> None:
    taken = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", ROOT.joinpath("compose.yaml").read_text()))
    example = ROOT.joinpath(".env.example").read_text()
    assert taken == {"POSTGRES_PASSWORD"}
    assert taken <= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_an_empty_line_of_the_example_takes_no_address_from_the_container() -> None:
    services = read_yaml(ROOT / "compose.yaml")["services"]
    listens = services["bot"]["environment"]
    assert f"BOT_METRICS_LISTEN={listens['BOT_METRICS_LISTEN']}" in LAST
    [port] = re.findall(r"http://\$\$bots:(\d+)", ROOT.joinpath("compose.yaml").read_text())
    assert listens["BOT_WEBHOOK_LISTEN"] == f"0.0.0.0:{port}"


def test_the_containers_may_do_no_more_than_they_need() -> None:
    bot = read_yaml(ROOT / "compose.yaml")["services"]["bot"]
    assert bot["read_only"] == "true"
    assert bot["cap_drop"] == ["ALL"]
