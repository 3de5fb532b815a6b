"""Which addresses of PostgreSQL are understood, as people and providers write them."""

import ssl
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from sqlalchemy import URL

TLS_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
PASSED_ON = ("host", "port", "user", "password", "database", "options", "target_session_attrs")
"""Parameters that the driver takes as they are."""
SESSIONS = ("any", "primary", "standby", "read-write", "read-only", "prefer-standby")
WITHOUT_MEANING = frozenset(
    (
        *("application_name", "fallback_application_name", "channel_binding", "connect_timeout"),
        *("gssencmode", "keepalives", "keepalives_count", "keepalives_idle", "keepalives_interval"),
        *("connection_limit", "pgbouncer", "pool_timeout", "sslnegotiation", "supa"),
    )
)
"""Parameters that providers write for other drivers; here they change nothing."""


class WrongAddress(Exception):
    """The address cannot be used; the text says why and repeats no password."""


@dataclass(frozen=True, slots=True)
class Address:
    """A database, what its server is told at the start of a session, and the TLS it wants."""

    url: URL
    options: str | None
    tls: ssl.SSLContext | str | bool | None


def parse_address(text: str) -> Address:
    """Read `scheme://user:password@host:port/database?parameters`.

    User and password may hold any character: the last @ ends them, and %40 stands for @ as well.

    Raises:
        WrongAddress: a part of it makes no sense.
    """
    credentials, _, place = text.partition("://")[2].rpartition("@")
    user, _, password = credentials.partition(":")
    place, _, query = place.partition("?")
    server, _, database = place.partition("/")
    host, port = _server(server)
    parameters = dict(parse_qsl(query, keep_blank_values=True))
    tls = _tls(parameters)
    if "dbname" in parameters:
        parameters["database"] = parameters.pop("dbname")
    for name in WITHOUT_MEANING & set(parameters):
        del parameters[name]
    if unknown := sorted(set(parameters) - set(PASSED_ON)):
        raise WrongAddress(f"the parameter {unknown[0]} is not known")
    if parameters.get("target_session_attrs", "any") not in SESSIONS:
        raise WrongAddress(f"target_session_attrs must be one of {', '.join(SESSIONS)}")
    host, port = _of_parameters(parameters, host, port)
    options = parameters.pop("options", None)
    url = URL.create(
        "postgresql+asyncpg",
        username=unquote(user) or None,
        password=unquote(password) or None,
        host=host,
        port=port,
        database=unquote(database) or None,
        query=parameters,
    )
    return Address(url, options, tls)


def _of_parameters(
    parameters: dict[str, str], host: str | None, port: int | None
) -> tuple[str | None, int | None]:
    """Take host and port out of the parameters, which come before those of the address."""
    name, number = parameters.get("host", host or ""), parameters.get("port", str(port or ""))
    checked = _server(f"{name}:{number}")
    if name.startswith("/"):  # a folder, with a socket in it: the driver knows what to do
        return host, port
    parameters.pop("host", None)
    parameters.pop("port", None)
    return checked


def _server(text: str) -> tuple[str | None, int | None]:
    """Host and port; None for what is left out."""
    if "," in text:
        raise WrongAddress("it names more than one server; name one, or a proxy in front of them")
    host, colon, port = text.rpartition(":")
    if not colon or port.endswith("]"):
        host, port = text, ""
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise WrongAddress("the port must be a number from 1 to 65535")
    host = unquote(host.strip("[]"))
    try:
        host.encode("idna")
    except UnicodeError:
        raise WrongAddress("the server's name has a part that is empty or too long") from None
    return host or None, int(port) if port else None


def _tls(parameters: dict[str, str]) -> ssl.SSLContext | str | bool | None:
    """What `sslmode` and its files mean to the driver; takes them out of the parameters."""
    root, certificate, key = (
        parameters.pop(name, None) for name in ("sslrootcert", "sslcert", "sslkey")
    )
    mode = parameters.pop("sslmode", parameters.pop("ssl", None))
    if mode in ("true", "1"):
        mode = "require"
    if mode is None and root == "system":
        mode = "verify-full"  # as libpq takes it
    if mode is None and (root or certificate or key):
        raise WrongAddress("sslrootcert, sslcert or sslkey: say sslmode too, such as verify-full")
    if mode is None:
        return None
    if mode not in TLS_MODES:
        raise WrongAddress(f"sslmode must be one of {', '.join(TLS_MODES)}")
    checked = mode.startswith("verify") or (mode == "require" and root)
    if not checked and not certificate:
        return False if mode == "disable" else mode
    try:
        context = ssl.create_default_context(cafile=None if root in (None, "system") else root)
        if certificate:
            context.load_cert_chain(certificate, key)
    except OSError as error:
        raise WrongAddress(f"sslrootcert, sslcert or sslkey: {error.strerror}") from None
    context.check_hostname = mode == "verify-full"
    if not checked:
        context.verify_mode = ssl.CERT_NONE
    return context
