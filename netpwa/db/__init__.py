"""The database, and nothing about people: port, SQLite adapter, migrations."""
