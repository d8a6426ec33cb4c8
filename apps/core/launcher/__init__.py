"""What ``bin/run`` and ``bin/test`` do; every part of it can be called and tested alone."""
