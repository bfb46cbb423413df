"""How a notice reaches a phone: who may be told, what is said, and how it gets there."""
