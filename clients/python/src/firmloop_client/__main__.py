import sys

from firmloop_client.cli import main

sys.exit(main())
