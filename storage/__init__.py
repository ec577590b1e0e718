"""Remembers: the only place with SQL and the only place with ciphers."""
