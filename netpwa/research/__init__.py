"""What was found out about people and organisations, and the questions it leads to."""
