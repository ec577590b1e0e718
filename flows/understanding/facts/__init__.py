"""Reads facts out of running text: who, how old, what, when, where, by whom, what is needed, how to be reached."""
