"""The commands of `pelita`, one file per group."""
