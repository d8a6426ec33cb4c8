"""The SQL functions of feedback."""

from apps.core.sql_objects import sql_function, sql_relation

sql_items = [
    sql_function("feedback", "expire_feedback_requests", args="int"),
    sql_function("feedback", "feedback_contact", args="uuid, uuid"),
    sql_function(
        "feedback",
        "feedback_skip_reason",
        args="uuid, uuid, uuid",
        after=(("feedback", "feedback_contact"),),
    ),
    sql_relation(
        "feedback",
        "feedback_request_contact_of_client",
        drop="DROP TRIGGER IF EXISTS feedback_request_contact_of_client ON feedback_requests;\n"
        "DROP TRIGGER IF EXISTS moved_contact_of_feedback_requests ON contacts",
        after=(("clients", "contact_of_client"),),
    ),
]
