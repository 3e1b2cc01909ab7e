"""What is stored: models, opening, migrations, the journal, and queries that return plain rows."""
