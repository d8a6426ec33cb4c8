"""The SQL functions of deals, and the trigger that gives a new firm its stages."""

from apps.core.sql_objects import sql_function, sql_trigger

sql_items = [
    sql_function("deals", "seed_default_deal_stages", args="uuid"),
    sql_trigger("deals", "new_firm_gets_deal_stages", table="tenants", after=(("deals", "seed_default_deal_stages"),)),
    sql_function("deals", "get_stalled_deals", args="uuid, int"),
]
