"""`python -m verbatim`."""

import os
import sys

# Threads of numpy wait for work by spinning, which takes a whole core (measured: 16 instead of
# 8 ms of CPU a message); a question is too small to share out. Read when numpy is first imported,
# which anything of Rasa does.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from verbatim.cli import main

sys.exit(main())
