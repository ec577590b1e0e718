"""Tests of what is served over HTTP to people of the office."""
