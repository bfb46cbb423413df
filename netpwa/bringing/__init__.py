"""What comes in from files and goes out to them: people from LinkedIn, Google and phones."""
