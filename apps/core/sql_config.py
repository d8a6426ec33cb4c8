"""The SQL objects of core."""

from apps.core.sql_objects import sql_function

sql_items = [
    sql_function("core", "uuid7"),
    sql_function("core", "app_now"),
]
