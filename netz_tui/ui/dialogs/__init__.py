"""Questions that lie over the desk: one at a time, answered by a key or a line of text."""
