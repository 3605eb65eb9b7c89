"""`python -m server`: serve Homeroom until told to stop.

Exit codes: 0 stopped in good order, 2 could not start (one line on stderr says why), 130
interrupted while starting.
"""

import sys

from server.interruption import ending_at_once

if __name__ == "__main__":
    with ending_at_once():
        from server.command_line import main
    sys.exit(main())
