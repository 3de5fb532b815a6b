"""Polls: sent and stopped; nobody votes here."""

from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.outgoing import envelope, markup_of, post
from telegram_sandbox.methods.register import method
from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

QUESTION_MOST = 300
OPTION_MOST = 100
OPTIONS_MOST = 12


@method
def send_poll(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Send a question of 1-300 characters with 1-12 options of 1-100."""
    question = params.text("question").strip()
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > QUESTION_MOST:
        raise bad_request(f"poll question length must not exceed {QUESTION_MOST}")
    texts = _options(params.json("options", "can't parse options JSON object"))
    poll = {
        "id": sandbox.ids.digits(),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(texts)
        ],
        "total_voter_count": 0,
        "is_closed": params.flag("is_closed"),
        "is_anonymous": not params.has("is_anonymous") or params.flag("is_anonymous"),
        "type": params.text("type") or "regular",
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
        "allows_revoting": not params.has("allows_revoting") or params.flag("allows_revoting"),
        "members_only": params.flag("members_only"),
    }
    return post(sandbox, envelope(sandbox, params), {"poll": poll})


def _options(options: Any) -> list[str]:
    if not isinstance(options, list):
        raise bad_request("expected an Array of String as options")
    if not options:
        raise bad_request("poll must have at least 1 option")
    if len(options) > OPTIONS_MOST:
        raise bad_request(f"poll can't have more than {OPTIONS_MOST} options")
    texts = [str(one.get("text", "") if isinstance(one, dict) else one).strip() for one in options]
    if not all(texts):
        raise bad_request("poll option must be non-empty")
    if any(len(text) > OPTION_MOST for text in texts):
        raise bad_request(f"poll options length must not exceed {OPTION_MOST}")
    return texts


@method
def stop_poll(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Close a poll; its keyboard is replaced as by an edit."""
    chat = sandbox.chats.open(params)
    stored = sandbox.messages.get(chat.id, params.integer("message_id"))
    if stored is None:
        raise bad_request("message with poll to stop not found")
    poll: dict[str, Any] | None = stored.body.get("poll")
    if poll is None:
        raise bad_request("message is not a poll")
    if not stored.from_bot:
        raise bad_request("poll can't be stopped")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    closed = poll | {"is_closed": True}
    stored.body = stored.body | {"poll": closed}
    stored.markup = markup_of(params)
    sandbox.show("edit", stored.chat_id, message=stored.for_person())
    return closed
