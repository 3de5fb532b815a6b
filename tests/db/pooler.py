"""A real PgBouncer in front of the test's PostgreSQL."""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def pooler(folder: Path, port: int, database: str, mode: str, tls: str = "") -> Iterator[str]:
    """PgBouncer in the given mode; the address of the database behind it, without parameters.

    Args:
        tls: lines of its settings.
    """
    url = make_url(database)
    server = Path(str(url.query["host"]))
    (folder / "users").write_text('"postgres" ""\n')
    config = folder / "pgbouncer.ini"
    config.write_text(CONFIG.format(server=server, port=port, folder=folder, mode=mode, tls=tls))
    owner = server.stat().st_uid
    for path in (folder, *folder.iterdir()):
        os.chown(path, owner, -1)
    for path in folder.parents:  # it runs as the owner of the server's folder
        if path.owner() == getpass.getuser() and path.name.startswith("pytest-"):
            path.chmod(path.stat().st_mode | 0o011)
    command = [str(PGBOUNCER), "-q", str(config)]
    if os.getuid() == 0:
        command[1:1] = ["-u", pwd.getpwuid(owner).pw_name]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"postgres://postgres:p@ss@127.0.0.1:{port}/{url.database}"
    finally:
        process.terminate()
        process.wait(10)


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
