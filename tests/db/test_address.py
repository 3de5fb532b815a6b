"""Addresses of PostgreSQL as people and providers write them."""

import ssl
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.db.address import WrongAddress, parse_address


@pytest.mark.parametrize("scheme", ["postgresql+asyncpg", "postgresql", "postgres"])
def test_any_scheme_of_postgresql_is_taken(scheme: str) -> None:
    url = parse_address(f"{scheme}://bot:secret@db.example.org:6543/counterpose").url
    assert (url.drivername, url.username, url.password) == ("postgresql+asyncpg", "bot", "secret")
    assert (url.host, url.port, url.database) == ("db.example.org", 6543, "counterpose")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("p@ss", "p@ss"),
        ("p%40ss", "p@ss"),
        ("p:a/s?s#w", "p:a/s?s#w"),
        ("50%", "50%"),
        ("ключ", "ключ"),
    ],
)
def test_a_password_may_hold_any_letter(written: str, meant: str) -> None:
    url = parse_address(f"postgres://bot:{written}@[::1]:5432/bot?sslmode=disable").url
    assert (url.password, url.host, url.port, url.database) == (meant, "::1", 5432, "bot")


def test_what_may_be_left_out_is_left_out() -> None:
    url = parse_address("postgresql://localhost").url
    assert (url.username, url.password, url.host, url.port, url.database) == (
        *(None, None),
        *("localhost", None, None),
    )


@pytest.mark.parametrize(
    ("mode", "verified", "named"),
    [("verify-ca", True, False), ("verify-full", True, True)],
)
def test_a_mode_that_verifies_checks_the_server(mode: str, verified: bool, named: bool) -> None:
    tls = parse_address(f"postgres://db/bot?sslmode={mode}").tls
    assert isinstance(tls, ssl.SSLContext)
    assert (tls.verify_mode is ssl.CERT_REQUIRED, tls.check_hostname) == (verified, named)


@pytest.mark.parametrize(
    ("query", "tls"),
    [
        ("", None),
        ("?sslmode=disable", False),
        ("?sslmode=prefer", "prefer"),
        ("?sslmode=require", "require"),
        ("?ssl=true", "require"),
        ("?sslmode=require&channel_binding=require&connect_timeout=10", "require"),
        ("?pgbouncer=true&connection_limit=1", None),
    ],
)
def test_a_provider_s_parameters_are_understood(query: str, tls: object) -> None:
    address = parse_address(f"postgres://bot@db/bot{query}")
    assert address.tls == tls
    assert not address.url.query


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("postgres://db:port/bot", "port"),
        ("postgres://db:0/bot", "port"),
        ("postgres://db:99999/bot", "port"),
        ("postgres://one,two/bot", "more than one server"),
        ("postgres://db/bot?sslmode=maybe", "sslmode must be one of"),
        ("postgres://db/bot?sslmode=verify-full&sslrootcert=/gone.pem", "sslrootcert"),
        ("postgres://db/bot?sslrootcert=/gone.pem", "say sslmode too"),
        ("postgres://db/bot?sslcert=/gone.pem", "say sslmode too"),
        ("postgres://db/bot?colour=blue", "colour"),
        ("postgres://a..b/bot", "a part that is empty or too long"),
        ("postgres:///bot?host=a..b", "a part that is empty or too long"),
        ("postgres://db/bot?port=abc", "port"),
        ("postgres://db/bot?host=one,two", "more than one server"),
        ("postgres://db/bot?target_session_attrs=foo", "target_session_attrs must be one of any"),
    ],
)
def test_what_makes_no_sense_is_named(text: str, named: str) -> None:
    with pytest.raises(WrongAddress, match=named):
        parse_address(text.replace("://", "://bot:marker@"))


def test_host_and_port_may_stand_among_the_parameters() -> None:
    for text in ("postgres:///bot?host=db&port=6432", "postgres://other:1/bot?host=db&port=6432"):
        url = parse_address(text).url
        assert (url.host, url.port, url.database) == ("db", 6432, "bot")
    for query in ({"host": "/run"}, {"host": "/run", "port": "6432"}):
        text = f"postgres:///bot?{urlencode(query)}"
        assert parse_address(text).url.query == query


def test_the_system_s_authorities_alone_mean_that_the_server_is_verified() -> None:
    tls = parse_address("postgres://db/bot?sslrootcert=system").tls
    assert isinstance(tls, ssl.SSLContext)
    assert tls.verify_mode is ssl.CERT_REQUIRED
    assert tls.check_hostname


def test_a_certificate_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    with pytest.raises(WrongAddress, match="sslrootcert"):
        parse_address(f"postgres://db/bot?sslmode=verify-ca&sslrootcert={tmp_path}/ca.pem")
