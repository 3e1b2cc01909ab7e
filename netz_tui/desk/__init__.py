"""What one can do: one function is one transaction, one journal entry, one Change."""
