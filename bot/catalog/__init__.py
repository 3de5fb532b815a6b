"""`content/` in, a frozen Catalog out."""
