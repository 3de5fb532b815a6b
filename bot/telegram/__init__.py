"""The only package that speaks Telegram."""
