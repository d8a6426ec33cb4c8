"""Django's PostgreSQL backend, with the tenant context written into every transaction."""
