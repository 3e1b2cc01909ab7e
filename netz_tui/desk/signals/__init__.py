"""Does a request look like one of a contact collector's? The rooms of that question; the first frame enters none."""

THRESHOLD = 60
"""From this score on (0 to 100) a request is said to look like a collector's."""
