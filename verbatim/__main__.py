"""`python -m verbatim`."""

import sys

from verbatim.cli import main

sys.exit(main())
