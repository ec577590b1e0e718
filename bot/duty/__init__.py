"""Duty: who is called when, and the ticks that keep everything moving."""
