"""The database: one transaction per update, repositories that give and take domain values."""
