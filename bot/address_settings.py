"""Which addresses may stand in a setting, and what is wrong with the others."""

import ipaddress
import re
from urllib.parse import SplitResult, unquote, urlsplit

TELEGRAM = "api.telegram.org"
TELEGRAM_PORTS = (443, 80, 88, 8443)
"""Those at which Telegram's own server calls a webhook."""
PROXIES = ("http", "https", "socks5", "socks5h")
LONGEST_LOGIN = 255


def address_parts(text: str, example: str = "https://example.org/path") -> SplitResult:
    """The parts of an address.

    Raises:
        ValueError: it has no scheme or host, or its port is not from 1 to 65535.
    """
    fault = ValueError(f"must be an address with a scheme and a host, as in {example}")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")  # refuses names with a part that is empty or too long
    except ValueError:
        raise fault from None
    strange = re.search(r"[\s\\]", text) or re.search(r"[^\w.:%-]", host)
    if not host or port == 0 or parts.netloc.endswith(":") or not parts.scheme or strange:
        raise fault
    return parts


def check_proxy_address(text: str) -> None:
    """Look at what is known of a proxy before it is tried.

    Raises:
        ValueError: why it cannot be one; holds no password.
    """
    parts = address_parts(
        text, "socks5://user:password@127.0.0.1:1080, where a password has %2F for /, and %23 for #"
    )
    if parts.scheme not in PROXIES:
        raise ValueError("must begin with http://, https://, socks5:// or socks5h://")
    login = [unquote(part) for part in (parts.username, parts.password) if part is not None]
    if not all(part.isascii() and len(part) <= LONGEST_LOGIN for part in login):
        raise ValueError("must have a user and a password of at most 255 ASCII letters each")
    if parts.scheme.startswith("socks") and login and not (len(login) == 2 and all(login)):
        raise ValueError("must have both user and password, or none of them")


def check_webhook_address(webhook: str, api: str) -> None:
    """Look whether the Bot API server calls such a webhook; one of one's own calls everything.

    Raises:
        ValueError: why Telegram's does not; names the setting.
    """
    if urlsplit(api).hostname != TELEGRAM:
        return
    parts = urlsplit(webhook)
    if parts.scheme != "https":
        raise ValueError("BOT_WEBHOOK_URL: must begin with https://, or Telegram does not call it")
    if parts.port not in (None, *TELEGRAM_PORTS):
        raise ValueError(
            "BOT_WEBHOOK_URL: must have the port 443, 80, 88 or 8443, or none for 443: "
            "Telegram calls no other"
        )
    if not _is_public(parts.hostname or ""):
        raise ValueError(
            "BOT_WEBHOOK_URL: must be an address of the internet, or Telegram does not reach it"
        )


def _is_public(host: str) -> bool:
    """Whether a name or number may be reached from anywhere."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return host != "localhost" and not host.endswith((".localhost", ".local"))
