"""Speaks: every word a person reads, and nothing else."""
