"""Content in, a frozen catalogue out; also its pictures and its checks."""
