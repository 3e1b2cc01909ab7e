"""The arithmetic of a scrollbar one cell wide."""

from __future__ import annotations


def thumb(height: int, total: int, visible: int, top: int) -> tuple[int, int]:
    """Return first line and number of lines of the thumb on a bar of `height` lines.

    `total` rows, `visible` at a time, `top` the first one seen. The thumb touches an end of the bar
    only when the list is at that end, as far as the bar is long enough to tell.
    """
    if total <= visible or height <= 0:
        return 0, 0
    size = max(1, height * visible // total)
    free, last = height - size, total - visible
    if top <= 0 or free == 0:
        return 0, size
    if top >= last:
        return free, size
    start = round(top * free / last)
    return (min(max(start, 1), free - 1) if free > 1 else start), size


def top_at(line: int, height: int, total: int, visible: int) -> int:
    """Return the first row to show when the thumb is dragged so that it starts at `line`."""
    if total <= visible:
        return 0
    free = height - max(1, height * visible // total)
    return round(min(max(line, 0), free) * (total - visible) / free) if free > 0 else 0
