-- calculate_signal_strength(type, context): the base of the type (0.5 for one that is not known), 0.10 more for more
-- than two keywords, 0.05 more when a decision maker said it, at most 1, two decimals.
CREATE OR REPLACE FUNCTION calculate_signal_strength(p_signal_type text, p_context jsonb DEFAULT '{}') RETURNS numeric
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
AS $$
    SELECT round(least(1.0,
        CASE p_signal_type
            WHEN 'complaint' THEN 0.80
            WHEN 'urgency' THEN 0.90
            WHEN 'budget_mention' THEN 0.85
            WHEN 'competitor_mention' THEN 0.75
            WHEN 'expansion' THEN 0.95
            WHEN 'renewal' THEN 0.90
            WHEN 'upsell' THEN 0.85
            WHEN 'referral' THEN 0.95
            WHEN 'churn_risk' THEN 0.95
            ELSE 0.50
        END
        + CASE WHEN jsonb_typeof(p_context->'keyword_count') = 'number' AND (p_context->>'keyword_count')::numeric > 2
            THEN 0.10 ELSE 0 END
        + CASE WHEN p_context->'is_decision_maker' = 'true' THEN 0.05 ELSE 0 END
    ), 2)
$$;
REVOKE EXECUTE ON FUNCTION calculate_signal_strength(text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION calculate_signal_strength(text, jsonb) TO firmloop_tenant, firmloop_staff;
