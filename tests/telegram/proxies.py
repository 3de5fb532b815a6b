"""Real proxies that ask for a password, of each kind that is to be had."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SECRET = "marker"
TINYPROXY = """
Port {port}
Listen 127.0.0.1
MaxClients 20
Timeout 60
LogFile "{folder}/log"
LogLevel Connect
BasicAuth user marker
"""


def _socks(folder: Path, port: int) -> list[str]:
    return ["microsocks", "-i", "127.0.0.1", "-p", str(port), "-u", "user", "-P", SECRET]


def _http(folder: Path, port: int) -> list[str]:
    config = folder / "tinyproxy.conf"
    config.write_text(TINYPROXY.format(port=port, folder=folder))
    return ["tinyproxy", "-d", "-c", str(config)]


COMMANDS: dict[str, Callable[[Path, int], list[str]]] = {
    "socks5": _socks,
    "socks5h": _socks,
    "http": _http,
}


@contextmanager
def proxy(scheme: str, folder: Path, port: int) -> Iterator[str]:
    """A proxy that asks for a password; its address."""
    command = COMMANDS[scheme](folder, port)
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    )
    try:
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert time.monotonic() < until
                time.sleep(0.05)
        yield f"{scheme}://user:{SECRET}@127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
