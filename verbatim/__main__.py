"""`python -m verbatim`."""

import os
import sys

# Rasa draws a bar for each story; the encoder says how training goes. Read on import of tqdm.
os.environ.setdefault("TQDM_DISABLE", "1")

from verbatim.cli import main

sys.exit(main())
