"""`python -m netpwa`."""

import sys

from netpwa.cli import main

sys.exit(main())
