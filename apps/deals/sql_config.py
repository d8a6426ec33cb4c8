"""The SQL functions, triggers and views of deals."""

from apps.core.sql_objects import sql_function, sql_relation, sql_trigger, sql_view

sql_items = [
    sql_function("deals", "seed_default_deal_stages", args="uuid"),
    sql_trigger("deals", "new_firm_gets_deal_stages", table="tenants", after=(("deals", "seed_default_deal_stages"),)),
    sql_function("deals", "get_stalled_deals", args="uuid, int"),
    sql_function("deals", "mark_stalled_deals", args="int"),
    # These two triggers and their functions have the specified names, which are not the same.
    sql_relation(
        "deals",
        "log_deal_stage_change",
        drop="DROP TRIGGER IF EXISTS deal_stage_change ON deals;\nDROP FUNCTION IF EXISTS log_deal_stage_change()",
    ),
    sql_relation(
        "deals",
        "update_deal_last_activity",
        drop="DROP TRIGGER IF EXISTS deal_activity_update ON deals;\n"
        "DROP FUNCTION IF EXISTS update_deal_last_activity()",
    ),
    sql_trigger("deals", "deal_activity_counts", table="deal_activities"),
    sql_view("deals", "deal_stage_velocity"),
    sql_relation(
        "deals",
        "deal_contact_of_client",
        drop="DROP TRIGGER IF EXISTS deal_contact_of_client ON deals;\n"
        "DROP TRIGGER IF EXISTS moved_contact_of_deals ON contacts",
        after=(("clients", "contact_of_client"),),
    ),
]
