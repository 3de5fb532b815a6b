"""The refusals of the Bot API, with Telegram's own words."""

from typing import Any


class ApiError(Exception):
    """A call was refused; it becomes `{"ok": false, ...}` with the HTTP status `code`."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(text: str) -> ApiError:
    """400; the first letter is lowered unless the text is a server's CODE_IN_CAPITALS."""
    head = text.split(" ", 1)[0].rstrip(":")
    if not (len(head) > 1 and head == head.upper()):
        text = text[:1].lower() + text[1:]
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """403: the bot may not do this in this chat."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """409: somebody else takes the updates."""
    return ApiError(409, f"Conflict: {text}")


def too_many(seconds: int) -> ApiError:
    """429 with `retry_after`, in seconds."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


METHOD_NOT_FOUND = ApiError(404, "Not Found: method not found")
UNAUTHORIZED = ApiError(401, "Unauthorized")
MALFORMED_TOKEN = ApiError(401, "Unauthorized: invalid token specified")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
