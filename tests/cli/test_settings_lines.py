"""Every command tells a wrong setting in one line that names it, and a wrong word by its usage."""

import os

import pytest

from bot.__main__ import COMMANDS
from tests.cli.shell import Shell

WORDS = {
    "assess": ("nothing.yaml",),
    "figures": ("page.png",),
    "export": ("1",),
    "erase": ("1", "--yes"),
    "backup": ("copy.db",),
    "restore": ("copy.db",),
    "move": ("old.db",),
    "measuring_page": ("folder",),
}
"""What a command needs besides its name."""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_setting_is_one_line_that_names_it(command: str, shell: Shell) -> None:
    line = shell.refused(command, *WORDS.get(command, ()), BOT_SEND_RATE="fast")
    assert line.startswith("BOT_SEND_RATE: ")


@pytest.mark.parametrize("command", ["run", "move"])
def test_a_word_it_does_not_know_ends_with_its_usage(command: str, shell: Shell) -> None:
    ended = shell(command, *WORDS.get(command, ()), "--no-such-thing")
    assert ended.returncode == 2
    assert ended.stderr.startswith("usage: counterpose")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", ["migrate", "stats"])
def test_a_database_server_that_is_not_there_is_one_line(
    command: str, shell: Shell, nowhere: str
) -> None:
    line = shell.refused(command, *WORDS.get(command, ()), BOT_DATABASE_URL=nowhere)
    assert line.startswith("BOT_DATABASE_URL: ")
    assert line.endswith("is the server up, and are host and port right?")
    assert "marker-password" not in line


@pytest.mark.parametrize("command", ["stats", "backup"])
def test_a_file_that_is_not_there_is_not_made(command: str, shell: Shell) -> None:
    url = "sqlite+aiosqlite:///gone.db"
    line = shell.refused(command, *WORDS.get(command, ()), BOT_DATABASE_URL=url)
    assert line == "BOT_DATABASE_URL: there is no file gone.db"
    assert not (shell.folder / "gone.db").exists()


@pytest.mark.parametrize("command", ["stats", "migrate"])
def test_what_is_not_a_file_is_told_and_keeps_its_rights(command: str, shell: Shell) -> None:
    pipe = shell.folder / "pipe"
    os.mkfifo(pipe)
    pipe.chmod(0o666)
    line = shell.refused(command, BOT_DATABASE_URL="sqlite+aiosqlite:///pipe")
    assert line.startswith("BOT_DATABASE_URL: ")
    assert pipe.stat().st_mode & 0o777 == 0o666
    assert list(shell.folder.iterdir()) == [pipe]


@pytest.mark.parametrize("command", ["stats", "migrate"])
def test_a_file_that_is_no_database_is_one_line(command: str, shell: Shell) -> None:
    (shell.folder / "text.db").write_text("this is no database, whatever its name says" * 99)
    url = "sqlite+aiosqlite:///text.db"
    line = shell.refused(command, *WORDS.get(command, ()), BOT_DATABASE_URL=url)
    assert line.startswith("BOT_DATABASE_URL: ")


@pytest.mark.parametrize("command", ["check", "assess", "figures", "chat"])
def test_a_content_folder_that_is_not_there_is_told(command: str, shell: Shell) -> None:
    (shell.folder / "nothing.yaml").write_text("age: 40")
    ended = shell(command, *WORDS.get(command, ()), BOT_CONTENT_DIR="nowhere")
    assert ended.returncode in (1, 2)
    assert "nowhere" in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


def test_without_a_command_there_is_a_list_of_them(shell: Shell) -> None:
    ended = shell("--help")
    assert ended.returncode == 0
    assert set(COMMANDS) <= set(ended.stdout.split())
    assert shell().returncode == 2
