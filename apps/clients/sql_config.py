"""The SQL of clients."""

from apps.core.sql_objects import sql_trigger

sql_items = [
    sql_trigger("clients", "number_case", table="cases"),
]
