"""The SQL of clients."""

from apps.core.sql_objects import sql_relation, sql_trigger

sql_items = [
    sql_trigger("clients", "number_case", table="cases"),
    sql_relation(
        "clients",
        "contact_of_client",
        drop="DROP TRIGGER IF EXISTS order_contact_of_client ON orders;\n"
        "DROP TRIGGER IF EXISTS case_contact_of_client ON cases;\n"
        "DROP TRIGGER IF EXISTS task_contact_of_client ON tasks;\n"
        "DROP TRIGGER IF EXISTS moved_contact_of_orders ON contacts;\n"
        "DROP TRIGGER IF EXISTS moved_contact_of_cases ON contacts;\n"
        "DROP TRIGGER IF EXISTS moved_contact_of_tasks ON contacts;\n"
        "DROP FUNCTION IF EXISTS contact_of_client();\n"
        "DROP FUNCTION IF EXISTS contact_moved()",
    ),
]
