"""The conversation: when it is, what to ask in it, and what to have ready before it."""
