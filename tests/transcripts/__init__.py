"""Transcripts: whole conversations as text that a coordinator can read, replayed word by word."""
