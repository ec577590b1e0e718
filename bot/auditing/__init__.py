"""The second pair of eyes: it reads rows, knows nothing of what works them off, and has a way out of its own."""
