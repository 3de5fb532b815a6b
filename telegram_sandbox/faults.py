"""What can go wrong between a bot and Telegram, on demand."""

from dataclasses import dataclass

KINDS = frozenset(
    {
        "too_many",
        "500",
        "502",
        "no_answer",
        "reset_before",
        "reset_after",
        "slow",
        "bad_json",
        "duplicate_update",
    }
)
BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center>"
    "<h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>"
)


@dataclass(slots=True)
class Fault:
    """A fault of the next `times` calls that match; no method or chat means any."""

    kind: str
    times: int = 1
    method: str | None = None
    chat_id: int | None = None
    seconds: float | None = None


class Faults:
    """The faults still to come, in the order they were asked for."""

    def __init__(self) -> None:
        self.pending: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Arm a fault.

        Raises:
            ValueError: no such kind.
        """
        if fault.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(sorted(KINDS))}")
        self.pending.append(fault)

    def take(self, method: str, chat_id: str) -> Fault | None:
        """Return the fault of this call and count it as used once."""
        for fault in self.pending:
            if (
                fault.kind != "duplicate_update"
                and (fault.method is None or fault.method.lower() == method.lower())
                and (fault.chat_id is None or str(fault.chat_id) == chat_id)
            ):
                return self._use(fault)
        return None

    def duplicates(self) -> bool:
        """Whether the confirmation at hand gets lost, so that updates come again."""
        for fault in self.pending:
            if fault.kind == "duplicate_update":
                self._use(fault)
                return True
        return False

    def _use(self, fault: Fault) -> Fault:
        fault.times -= 1
        if fault.times <= 0:
            self.pending.remove(fault)
        return fault
