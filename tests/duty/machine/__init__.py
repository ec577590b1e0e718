"""Nights at random: the real house, its real file, a provider and power that fail, and people."""
