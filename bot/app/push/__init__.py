"""Messages the bot sends by itself: claimed, filled, sent, followed up."""
