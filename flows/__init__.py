"""Decides: what a conversation, an escalation and a duty roster do next, given facts and the time."""
