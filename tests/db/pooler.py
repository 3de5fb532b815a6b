"""A real PgBouncer in front of the test's PostgreSQL."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import make_url

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
needs_pgbouncer = pytest.mark.skipif(PGBOUNCER is None, reason="pgbouncer is not installed")

CONFIG = """
[databases]
* = host={server} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
auth_file = {folder}/users
pool_mode = {mode}
max_client_conn = 200
default_pool_size = 4
server_reset_query = DISCARD ALL
pidfile = {folder}/pid
logfile = {folder}/log
{tls}
"""


TLS = """
client_tls_sslmode = require
client_tls_key_file = {folder}/key.pem
client_tls_cert_file = {folder}/cert.pem
"""


@dataclass(frozen=True, slots=True)
class Pooler:
    """A PgBouncer that runs.

    Args:
        url: the address of the database behind it, without parameters.
        folder: where its certificate is, if it has one.
    """

    url: str
    folder: Path


@contextmanager
def pooler(port: int, database: str, mode: str, *, tls: bool = False) -> Iterator[Pooler]:
    """PgBouncer in the given mode; it may refuse whoever does not encrypt."""
    url = make_url(database)
    server = Path(str(url.query["host"]))
    with TemporaryDirectory() as name:
        folder = Path(name)
        if tls:
            certificate(folder)
        (folder / "users").write_text('"postgres" ""\n')
        more = TLS.format(folder=folder) if tls else ""
        (folder / "pgbouncer.ini").write_text(
            CONFIG.format(server=server, port=port, folder=folder, mode=mode, tls=more)
        )
        command = [str(PGBOUNCER), "-q", str(folder / "pgbouncer.ini")]
        if os.getuid() == 0:  # it refuses to; the owner of the server's folder may do
            owner = server.stat().st_uid
            for path in (folder, *folder.iterdir()):
                os.chown(path, owner, -1)
            command[1:1] = ["-u", pwd.getpwuid(owner).pw_name]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            _wait(port)
            yield Pooler(f"postgres://postgres:p@ss@127.0.0.1:{port}/{url.database}", folder)
        finally:
            process.terminate()
            process.wait(30)


def certificate(folder: Path) -> None:
    """One for 127.0.0.1, signed by itself."""
    command = (
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=127.0.0.1"),
        *("-addext", "subjectAltName=IP:127.0.0.1"),
    )
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _wait(port: int) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
