"""Learning the weights of triage from the sentences in this repository."""
