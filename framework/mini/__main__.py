"""`python -m mini`: the same as the command `mini`."""

from mini.cli import main

main(prog_name="mini")
