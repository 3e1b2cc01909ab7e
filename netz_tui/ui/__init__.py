"""What one sees and types, in Textual."""
