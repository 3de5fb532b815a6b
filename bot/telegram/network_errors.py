"""What a call raises when no answer comes, by whose fault that is."""

import socket
from urllib.parse import urlsplit

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.address_settings import TELEGRAM
from bot.telegram.proxy import proxy_errors

PROXY_ASKS = (401, 407)
"""Statuses by which proxies ask for a user and a password, or for others."""
ASKS = "asks for a user and a password, or for others"
NO_SOCKS = "is no SOCKS proxy (http://, perhaps?)"
NOT_LET_IN = ("authentication failure", "authentication methods were offered")
"""What `aiohttp_socks` says where a SOCKS proxy asks the same."""


class MayHaveActed:
    """Mixed into errors after which nobody knows whether Telegram carried the call out."""

    __slots__ = ()


class AnswerLost(MayHaveActed, NetworkError):
    """The connection broke after the call had gone out."""

    __slots__ = ()


class AnswerLate(MayHaveActed, TimedOut):
    """No answer came in time."""

    __slots__ = ()


class NotTelegram(NetworkError):
    """Something answered that is no Bot API server: a web server, or a proxy on the way."""

    __slots__ = ()


class NoSuchHost(NetworkError):
    """The name of a proxy, or of a server of one's own, does not exist."""

    __slots__ = ()


class NoEncryption(NetworkError):
    """The server, or whoever answers in its place, does not encrypt as it should; says how."""

    __slots__ = ()


class ProxyFailed(NetworkError):
    """The proxy cannot be reached or lets nothing through; the text says which of them."""

    __slots__ = ()


def network_failures(proxy: str | None) -> tuple[type[Exception], ...]:
    """What a call raises when no answer comes."""
    return TimeoutError, aiohttp.ClientError, OSError, *proxy_errors(proxy)


def translate(error: Exception, proxy: str | None) -> TelegramError:
    """Return the error of PTB that says the same, without the address of the call.

    Args:
        proxy: what the call was to go through.
    """
    match error:
        case aiohttp.ClientConnectorDNSError() if _is_unknown(error):
            return no_such_host(error.host)
        case aiohttp.ClientConnectorCertificateError():
            return NoEncryption("it has a certificate that is not trusted")
        case aiohttp.ClientSSLError():
            return NoEncryption("it does not encrypt: http://, perhaps?")
        case aiohttp.InvalidURL():
            return NetworkError(f"aiohttp.{type(error).__name__}")
        case aiohttp.ClientHttpProxyError():
            return proxy_refused(error.status)
        case aiohttp.ClientConnectorError() if proxy is not None:
            return ProxyFailed("cannot be reached")
        case aiohttp.ConnectionTimeoutError():
            return TimedOut() if proxy is None else ProxyFailed("does not answer")
        case TimeoutError():
            return AnswerLate()
        case aiohttp.ClientConnectorError():
            return NetworkError(f"aiohttp.{type(error).__name__}")
        case aiohttp.ClientError() | OSError():
            return AnswerLost(f"aiohttp.{type(error).__name__}")
        case _:
            return _of_socks(error, proxy)


def proxy_refused(status: int) -> ProxyFailed:
    """Return the error for a proxy that answers in Telegram's place."""
    words = ASKS if status in PROXY_ASKS else "lets nothing through"
    return ProxyFailed(f"{words} (HTTP {status})")


def _of_socks(error: Exception, proxy: str | None) -> TelegramError:
    """Return the error of a SOCKS proxy, before anything went out; its texts hold no secret."""
    from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

    match error:
        case ProxyConnectionError() if getattr(error.__cause__, "errno", 0) == socket.EAI_NONAME:
            return no_such_host(urlsplit(proxy or "").hostname)
        case ProxyConnectionError():
            return ProxyFailed("cannot be reached")
        case ProxyTimeoutError():
            return ProxyFailed("does not answer")
        case ProxyError() if any(words in str(error) for words in NOT_LET_IN):
            return ProxyFailed(ASKS)
        case ProxyError() if error.error_code is None:
            return ProxyFailed(NO_SOCKS)
        case _:
            return ProxyFailed(f"lets nothing through ({error})")


def no_such_host(host: str | None) -> NoSuchHost:
    """Return the error for a name that the resolver says does not exist."""
    return NoSuchHost(f"{host}: there is no such host")


def _is_unknown(error: aiohttp.ClientConnectorDNSError) -> bool:
    """Whether there is no such name. Telegram's own exists, so that the network must be away."""
    return error.os_error.errno == socket.EAI_NONAME and error.host != TELEGRAM
