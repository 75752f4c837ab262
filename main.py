"""Starts Migration Profile: a command if one is named, else the window."""

import sys

if __name__ == "__main__":
    try:
        from desktop.app import main

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # before the command line itself could say so
        sys.exit(130)
