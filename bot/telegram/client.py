"""The client of the Bot API, which never says its token."""

from telegram import Bot
from telegram.error import InvalidToken


class Client(Bot):
    """PTB's client, whose `repr` and whose error for a wrong token both hold the token."""

    def __repr__(self) -> str:
        return "Client[token=[token]]"

    async def initialize(self) -> None:
        """Ask Telegram who we are.

        Raises:
            InvalidToken: it does not know the token.
        """
        try:
            await super().initialize()
        except InvalidToken:
            raise InvalidToken("Telegram does not know this token") from None
