"""Paper: a sheet in, a PDF out."""
