"""The triggers of tables that belong to a roadmap's series: all versions of one plan share their measurements."""

import pgtrigger


def of_series() -> tuple[pgtrigger.Trigger, ...]:
    """Return the triggers that take ``series_id`` from the roadmap and keep the row in that series."""
    return (
        pgtrigger.ReadOnly(name="series_is_fixed", fields=["series_id"]),
        pgtrigger.Trigger(
            name="series_is_the_roadmaps",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.UpdateOf("roadmap_id"),
            declare=[("v_series", "uuid")],
            func="""
            IF NEW.roadmap_id IS NULL THEN
                IF TG_OP = 'INSERT' THEN
                    RAISE EXCEPTION 'Say which roadmap this belongs to.'
                        USING ERRCODE = 'not_null_violation', COLUMN = 'roadmap_id';
                END IF;
                RETURN NEW; -- the version was deleted; the series goes on
            END IF;
            SELECT r.series_id INTO v_series FROM roadmaps r
            WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.roadmap_id;
            IF TG_OP = 'INSERT' THEN
                NEW.series_id = coalesce(v_series, NEW.roadmap_id); -- the foreign key refuses an unknown roadmap
            ELSIF v_series <> OLD.series_id THEN
                RAISE EXCEPTION 'That roadmap is a version of another plan.'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'series_is_the_roadmaps';
            END IF;
            RETURN NEW;
            """,
        ),
    )
