"""Who you are: making an account by link, signing in, your devices and your settings."""
