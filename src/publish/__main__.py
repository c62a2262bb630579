"""``python -m publish`` is the same as ``publish``."""

from publish.cli import main

if __name__ == "__main__":
    main()
