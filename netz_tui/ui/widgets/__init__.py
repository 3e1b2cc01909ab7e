"""The building blocks of every screen: fast, and safe against foreign text."""
