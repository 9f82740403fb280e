"""`python -m rowback`."""

from rowback.cli import run

if __name__ == "__main__":
    run()
