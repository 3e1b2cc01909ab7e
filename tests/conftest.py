import gc
import os


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of the screen wait for a third of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """All that is loaded by now stays: to walk it at every full collection is a tenth of the whole work."""
    gc.collect()
    gc.freeze()
