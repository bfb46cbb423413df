"""What the conversations add up to: pictures with their numbers, themes, the week, the tips."""
