"""A local Telegram Bot API server: it knows the Bot API and no particular bot."""
