"""Keeping the list of people tidy: those who are here twice, and the bin."""
