"""What Pelita understands of what frightened people write, without a conversation around it."""
