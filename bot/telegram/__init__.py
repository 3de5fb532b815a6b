"""The Telegram channel: the only package that imports python-telegram-bot."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")
"""PTB gives spans as timedelta, as it always will from its next major release on."""
