"""At which address a server of ours listens."""

import socket


class CannotListen(Exception):
    """The address is taken or not of this machine."""

    def __init__(self, address: str, reason: str | None) -> None:
        super().__init__(f"cannot listen on {address}: {reason}")
        self.address = address


def bound(address: str) -> socket.socket:
    """A socket that listens at `host:port`.

    Raises:
        CannotListen: somebody else does, or the address is not of this machine.
    """
    name, _, port = address.rpartition(":")
    host = name.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named so that asyncio turns off Nagle's delay of 40 ms an answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, int(port)))
        listener.listen(512)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        raise CannotListen(address, error.strerror) from None
    return listener
