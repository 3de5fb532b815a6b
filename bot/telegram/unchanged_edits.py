"""Which edited messages changed no word, as when a link gets its preview."""

from collections import OrderedDict

from telegram import Message, Update

REMEMBERED = 10_000
"""Messages whose words are remembered, the latest ones: by a hash that this process alone can
make, and nowhere but in its memory."""


class UnchangedEdits:
    """Remembers what the latest messages said.

    After a restart, or in another replica, an unchanged edit counts as the same words once more.
    """

    def __init__(self) -> None:
        self._words: OrderedDict[tuple[int, int], int] = OrderedDict()

    def recognize(self, update: Update) -> bool:
        """Whether an update is an edit that leaves the words as they were."""
        edited = update.edited_message
        key = _key(edited)
        return edited is not None and key is not None and self._words.get(key) == hash(edited.text)

    def note(self, update: Update) -> None:
        """Remember the words of an update that has been handled."""
        message = update.message or update.edited_message
        key = _key(message)
        if message is None or key is None:
            return
        self._words[key] = hash(message.text)
        self._words.move_to_end(key)
        if len(self._words) > REMEMBERED:
            self._words.popitem(last=False)


def _key(message: Message | None) -> tuple[int, int] | None:
    """Chat and number of a message with words; None for any other, and for what was made up."""
    if message is None or not isinstance(message.text, str):
        return None
    ids = (message.chat.id, message.message_id)
    return ids if all(type(id) is int for id in ids) else None
