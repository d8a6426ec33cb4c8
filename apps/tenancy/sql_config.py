"""The SQL functions of the wall; those that run as their owner say why in their file."""

from apps.core.sql_objects import sql_function

sql_items = [
    sql_function("tenancy", "person_of", args="uuid"),
    sql_function("tenancy", "user_id_of_email", args="text"),
    sql_function("tenancy", "firms_of_user", args="uuid, text"),
    sql_function("tenancy", "tenant_of_slug", args="text"),
    sql_function("tenancy", "api_use_count", args="uuid, uuid, int, int"),
    sql_function("tenancy", "api_token_use", args="bytea, int, int"),
    sql_function("tenancy", "invitation_of_token", args="bytea"),
    sql_function("tenancy", "follow_person", args="uuid"),
    sql_function("tenancy", "staff_new_firm", args="uuid"),
    sql_function("tenancy", "firm_lacks_owner", args="uuid"),
]
