"""Hears what people write: words, answers, places, and what may be danger."""
