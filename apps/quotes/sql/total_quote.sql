-- total_quote: write each line of a quote in one form, {"description", "quantity", "unit_price", "total"} with amounts
-- as texts of two decimals, and make the quote's total their sum. A negative unit price is a discount.
CREATE OR REPLACE FUNCTION total_quote() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
    v_line jsonb;
    v_lines jsonb := '[]';
    v_quantity numeric;
    v_price numeric;
    v_sum numeric := 0;
    v_number int := 0;
    v_wrong text;
BEGIN
    IF jsonb_typeof(NEW.line_items) <> 'array' OR jsonb_array_length(NEW.line_items) > 100 THEN
        RAISE EXCEPTION 'The lines are a list of at most 100.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_lines_are_right';
    END IF;
    FOR v_line IN SELECT jsonb_array_elements(NEW.line_items) LOOP
        v_number := v_number + 1;
        v_wrong := CASE
            WHEN jsonb_typeof(v_line) <> 'object' THEN 'is no object'
            WHEN coalesce(btrim(v_line ->> 'description'), '') = '' THEN 'has no description'
            WHEN length(v_line ->> 'description') > 500 THEN 'has a description of more than 500 characters'
            WHEN coalesce(v_line ->> 'quantity', '') !~ '^\d{1,9}(\.\d{1,3})?$' THEN
                'needs a quantity such as 2 or 1.5'
            WHEN coalesce(v_line ->> 'unit_price', '') !~ '^-?\d{1,9}(\.\d{1,2})?$' THEN
                'needs a unit price such as 120 or 99.50'
        END;
        IF v_wrong IS NULL AND (v_line ->> 'quantity')::numeric = 0 THEN
            v_wrong := 'needs a quantity above zero';
        END IF;
        IF v_wrong IS NOT NULL THEN
            RAISE EXCEPTION 'Line % %.', v_number, v_wrong
                USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_lines_are_right';
        END IF;
        v_quantity := (v_line ->> 'quantity')::numeric;
        v_price := round((v_line ->> 'unit_price')::numeric, 2);
        v_sum := v_sum + round(v_quantity * v_price, 2);
        v_lines := v_lines || jsonb_build_object(
            'description', btrim(v_line ->> 'description'),
            'quantity', trim_scale(v_quantity)::text,
            'unit_price', v_price::text,
            'total', round(v_quantity * v_price, 2)::text
        );
    END LOOP;
    IF v_sum < 0 OR v_sum > 999999999 THEN
        RAISE EXCEPTION 'The lines add up to %; a total is between 0 and 999,999,999.', v_sum
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_lines_are_right';
    END IF;
    NEW.line_items := v_lines;
    NEW.total_amount := v_sum;
    RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION total_quote() FROM PUBLIC;
CREATE OR REPLACE TRIGGER total_quote BEFORE INSERT OR UPDATE OF line_items, total_amount ON quotes
    FOR EACH ROW EXECUTE FUNCTION total_quote();
