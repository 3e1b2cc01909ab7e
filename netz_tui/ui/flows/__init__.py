"""Conversations with the user that take several questions; each ends in at most one verb of the desk."""
