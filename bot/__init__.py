"""Acts: the only place where clock, network, templates, settings and storage meet."""
