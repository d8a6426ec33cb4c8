"""The SQL of quotes: their numbers and totals, whom to follow up, and the four reports."""

from apps.core.sql_objects import sql_function, sql_relation, sql_trigger, sql_view

sql_items = [
    sql_function("quotes", "generate_quote_number", args="uuid"),
    sql_trigger("quotes", "number_quote", table="quotes", after=(("quotes", "generate_quote_number"),)),
    sql_trigger("quotes", "total_quote", table="quotes"),
    sql_function("quotes", "get_quotes_needing_followup", args="uuid, int"),
    sql_view("quotes", "quote_win_rates"),
    sql_view("quotes", "quote_loss_reasons"),
    sql_view("quotes", "competitor_analysis"),
    sql_view("quotes", "time_to_decision"),
    sql_relation(
        "quotes",
        "quote_contact_of_client",
        drop="DROP TRIGGER IF EXISTS quote_contact_of_client ON quotes;\n"
        "DROP TRIGGER IF EXISTS moved_contact_of_quotes ON contacts",
        after=(("clients", "contact_of_client"),),
    ),
]
