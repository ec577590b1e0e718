"""The channels: a payload becomes an Update, an Outgoing becomes a payload; they know nothing else."""
