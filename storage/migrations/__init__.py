"""The steps that bring a database file from one released form to the next."""
