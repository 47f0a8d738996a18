"""`python -m mini`: the same as the command `mini`."""

from importlib import import_module

from mini.session.garbage import put_off


def start() -> None:
    """Read the command line."""
    put_off()
    import_module("mini.cli").main(prog_name="mini")  # what it imports is no garbage


if __name__ == "__main__":
    start()
