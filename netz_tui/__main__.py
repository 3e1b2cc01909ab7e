"""Run netz: `python -m netz_tui`, or the command `netz`."""

import os
import sys


def main() -> None:
    """Open the screen where nothing else is asked for, without loading the command line."""
    if len(sys.argv) > 1 or "_NETZ_COMPLETE" in os.environ:
        from netz_tui import cli

        cli.main()
    else:
        from netz_tui import cli_start

        cli_start.guarded(lambda: cli_start.open_screen(cli_start.begin()))


if __name__ == "__main__":
    main()
