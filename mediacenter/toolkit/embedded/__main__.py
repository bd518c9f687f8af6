import sys

from .scratch import run

match sys.argv[1:]:
    case ["run", "--", *command] if command:
        sys.exit(run(command))
    case _:
        sys.exit("usage: python -m mediacenter.toolkit.embedded run -- COMMAND [ARGUMENT ...]")
