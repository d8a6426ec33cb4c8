from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """argon2id at 19 MiB, two passes, one lane: OWASP's first recommendation, and one core a sign-in."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
