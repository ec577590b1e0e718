"""One file per released step."""
