"""The first page: the next conversation and its one action."""
