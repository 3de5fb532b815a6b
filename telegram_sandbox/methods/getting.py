"""How updates and files reach the bot, and answers to pressed buttons go back."""

from typing import Any

from telegram_sandbox.errors import ApiError, bad_request, conflict
from telegram_sandbox.files import DOWNLOAD_MOST
from telegram_sandbox.methods.register import Described, method
from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

ANSWER_MOST = 200
POLL_MOST = 50
_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


def _take_allowed(sandbox: Sandbox, params: Params) -> None:
    allowed = params.json("allowed_updates", "can't parse allowed updates JSON object")
    if isinstance(allowed, list):
        sandbox.updates.allowed = [str(kind) for kind in allowed] or None


@method
async def get_updates(sandbox: Sandbox, params: Params) -> list[dict[str, Any]]:
    """Return updates by long polling; an offset confirms all updates before it."""
    if sandbox.webhook.url:
        raise conflict(_WEBHOOK_ACTIVE)
    _take_allowed(sandbox, params)
    limit = params.integer("limit", 100)
    seconds = min(max(params.integer("timeout"), 0), POLL_MOST)
    offset = params.integer("offset")
    updates = sandbox.updates
    updates.expire()
    confirms = offset > 0 and any(queued.id < offset for queued in updates.queue)
    if not (confirms and sandbox.faults.duplicates()):
        updates.move_to(offset)
    limit = limit if 1 <= limit <= 100 else 100
    if sandbox.strict_pace:
        limit, seconds = updates.unhurried(offset, limit, seconds)
    return await updates.poll(limit, seconds)


@method
def set_webhook(sandbox: Sandbox, params: Params) -> Described:
    """Send updates to an address from now on; an empty one ends that."""
    url = params.text("url")
    if not url:
        return delete_webhook(sandbox, params)  # type: ignore[no-any-return]
    if sandbox.strict_pace:
        sandbox.pace.set_webhook()
    same = url == sandbox.webhook.url
    sandbox.webhook.set(url, params.text("secret_token"), params.integer("max_connections"))
    _take_allowed(sandbox, params)
    if params.flag("drop_pending_updates"):
        sandbox.updates.queue.clear()
    sandbox.updates.end_poll("terminated by setWebhook request")
    return Described(True, "Webhook is already set" if same else "Webhook was set")


@method
def delete_webhook(sandbox: Sandbox, params: Params) -> Described:
    """Go back to polling."""
    was = bool(sandbox.webhook.url)
    sandbox.webhook.remove()
    if params.flag("drop_pending_updates"):
        sandbox.updates.queue.clear()
    sandbox.updates.wake()
    return Described(True, "Webhook was deleted" if was else "Webhook is already deleted")


@method
def get_webhook_info(sandbox: Sandbox, _params: Params) -> dict[str, Any]:
    """Return where updates go and what went wrong last."""
    hook = sandbox.webhook
    sandbox.updates.expire()
    info: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(sandbox.updates.queue),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error:
        info["last_error_date"], info["last_error_message"] = hook.last_error
    if sandbox.updates.allowed:
        info["allowed_updates"] = sandbox.updates.allowed
    return info


@method
def answer_callback_query(sandbox: Sandbox, params: Params) -> bool:
    """End the waiting under a pressed button, with a toast, an alert or nothing."""
    text = params.text("text")
    if len(text) > ANSWER_MOST:
        raise bad_request("MESSAGE_TOO_LONG")
    query_id = params.text("callback_query_id")
    person = sandbox.callbacks.answer(query_id)
    sandbox.events.publish(
        "callback_answer",
        person=person,
        callback_query_id=query_id,
        text=text or None,
        show_alert=params.flag("show_alert"),
        url=params.text("url") or None,
    )
    return True


@method
def get_file(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Return where a file can be downloaded."""
    file = sandbox.files.by_id.get(params.text("file_id"))
    if not params.has("file_id"):
        raise bad_request("file_id not specified")
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD_MOST:
        raise bad_request("file is too big")
    return file.shown() | {"file_path": file.path}


@method
def log_out(_sandbox: Sandbox, _params: Params) -> bool:
    """Refuse: only Telegram's own server can be left."""
    raise ApiError(400, "Bad Request: logging out is not possible from the sandbox")
