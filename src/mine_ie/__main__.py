"""``python -m mine_ie``: the same as ``mine-ie``."""

from mine_ie.cli.main import main

if __name__ == "__main__":
    main()
