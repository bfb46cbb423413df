"""How people hang together: who is close, who leads to whom, and whom to ask for it."""
