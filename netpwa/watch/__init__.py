"""Pages worth following, and the new titles that their feeds bring."""
