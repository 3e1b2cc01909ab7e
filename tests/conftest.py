import os


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of the screen wait for a third of their time."""
    return (os.cpu_count() or 1) + 1
