"""Print a sheet as a PDF."""
