"""Run netz: `python -m netz_tui`, or the command `netz`."""

from netz_tui.cli import main

if __name__ == "__main__":
    main()
