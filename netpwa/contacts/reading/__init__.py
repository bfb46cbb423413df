"""Understanding what is typed or pasted about a person: pure, and never at a loss."""
