"""The nginx of `compose.yaml`, with its own configuration: bots that are made anew are found."""

import shutil
import socket
import struct
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bot.catalog.read import read_yaml

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed: no reverse proxy")

COMPOSE = Path(__file__).parents[2] / "compose.yaml"
AROUND = """
daemon off; worker_processes 1; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 64; }}
http {{
    client_body_temp_path {folder}; proxy_temp_path {folder};
    fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
    {content}
}}
"""


class Names:
    """A name server that knows one name."""

    def __init__(self) -> None:
        self.address = "127.0.0.2"
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                query, who = self._socket.recvfrom(512)
            except OSError:
                return
            question = query[12 : query.index(b"\0", 12) + 5]
            head = query[:2] + struct.pack(">HHHHH", 0x8180, 1, 1, 0, 0)
            answer = struct.pack(">HHHIH", 0xC00C, 1, 1, 2, 4) + socket.inet_aton(self.address)
            self._socket.sendto(head + question + answer, who)

    def close(self) -> None:
        """Know nothing any more."""
        self._socket.close()


@contextmanager
def container(address: str, port: int) -> Iterator[None]:
    """Something that answers with its own address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(address.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((address, port), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


@pytest.fixture
def names() -> Iterator[Names]:
    names = Names()
    yield names
    names.close()


def asked(port: int, address: str, seconds: float = 20) -> bool:
    """Whether that container answers behind the front, sooner or later."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/hook", timeout=5) as answer:
                if answer.read().decode() == address:
                    return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_containers_that_are_made_anew_are_found(
    names: Names, tmp_path: Path, unused_tcp_port_factory: Callable[[], int]
) -> None:
    front, behind = unused_tcp_port_factory(), unused_tcp_port_factory()
    content = str(read_yaml(COMPOSE)["configs"]["front"]["content"]).replace("$$", "$")
    for old, new in (
        ("resolver 127.0.0.11", f"resolver 127.0.0.1:{names.port}"),
        ("listen 80", f"listen 127.0.0.1:{front}"),
        (":8443", f":{behind}"),
    ):
        assert old in content
        content = content.replace(old, new)
    config = tmp_path / "nginx.conf"
    config.write_text(AROUND.format(folder=tmp_path, content=content))
    process = subprocess.Popen([str(NGINX), "-p", str(tmp_path), "-c", str(config)])
    try:
        with container("127.0.0.2", behind):
            assert asked(front, "127.0.0.2")
        names.address = "127.0.0.3"
        with container("127.0.0.3", behind):
            assert asked(front, "127.0.0.3")
    finally:
        process.terminate()
        process.wait(30)
