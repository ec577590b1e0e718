"""Stories: what holds for the people at both ends of the hotline, told through the real house."""
