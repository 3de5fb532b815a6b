"""Which proxy stands between the bot and Telegram."""

import ipaddress
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import BaseConnector, TCPConnector

from bot.address_settings import check_proxy_address

KEPT_ALIVE_S = 45
"""Seconds an idle connection stays open."""
USUAL_PORTS = {"http": 80, "https": 443}
SOCKS_PORT = 1080


class WrongProxy(Exception):
    """The environment names a proxy that cannot be one; the text says why and holds no secret."""


def choose_proxy(api_url: str, setting: str | None) -> str | None:
    """The proxy for calls to this Bot API server; None for none.

    The setting comes first. Else the environment decides (`HTTPS_PROXY`, `NO_PROXY`), but never for
    a server on this machine.

    Raises:
        WrongProxy: what the environment names cannot be one.
    """
    if setting is not None:
        return setting
    parts = urlsplit(api_url)
    host = parts.hostname or ""
    if is_loopback(host) or proxy_bypass(host):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy:
        return None
    address = proxy if "://" in proxy else f"http://{proxy}"  # as other programs read it
    try:
        check_proxy_address(address)
    except ValueError as error:
        raise WrongProxy(f"HTTPS_PROXY of the environment: {error}") from None
    return address


def is_loopback(host: str) -> bool:
    """Whether the name or number stands for this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def is_socks(proxy: str) -> bool:
    """Whether connections themselves go through the proxy, whatever they carry."""
    return urlsplit(proxy).scheme.startswith("socks")


def connector(proxy: str | None) -> BaseConnector:
    """Connections for a client session, as many as are asked for; a SOCKS proxy looks names up."""
    if proxy is None or not is_socks(proxy):
        return TCPConnector(limit=0, keepalive_timeout=KEPT_ALIVE_S)
    from aiohttp_socks import ProxyConnector  # only who needs it pays for it

    parts = urlsplit(proxy)
    through_socks: BaseConnector = ProxyConnector(
        host=parts.hostname or "",
        port=port_of(parts),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        rdns=True,
        limit=0,
        keepalive_timeout=KEPT_ALIVE_S,
    )
    return through_socks


def port_of(proxy: SplitResult) -> int:
    """At which port the proxy is, also where its address leaves it out."""
    usual = USUAL_PORTS.get(proxy.scheme, SOCKS_PORT)
    return usual if proxy.port is None else proxy.port


def proxy_errors(proxy: str | None) -> tuple[type[Exception], ...]:
    """What connecting through the proxy raises besides the client's own errors."""
    if proxy is None or not is_socks(proxy):
        return ()
    from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

    return ProxyConnectionError, ProxyError, ProxyTimeoutError


def shown(address: str) -> str:
    """An address without the user and password in it."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
