"""The talk: what happens between a message that came in and the reply that goes out."""
