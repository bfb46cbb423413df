"""After the conversation: thanking, while it is fresh."""
