"""The operations' refusals as problems."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from apps.core.api.problems import FieldError, Problem, invalid, invalid_field
from apps.metrics import operations
from apps.metrics.calculations import ChoiceError
from apps.tenancy.locks import Busy


@contextmanager
def refused_in_http() -> Iterator[None]:
    """Say a refusal of the operations as a problem: 400 for input, 409 for the firm's present state."""
    try:
        yield
    except operations.ReadingsRefused as refused:
        raise invalid(
            FieldError(field=f"metrics.{name}", code="invalid", message=said) for name, said in refused.errors.items()
        ) from refused
    except operations.NothingMeasured as refused:
        raise invalid_field("metrics", "required", str(refused)) from refused
    except operations.WrongDate as refused:
        raise invalid_field("snapshot_date", "invalid", str(refused)) from refused
    except operations.AssumptionRefused as refused:
        raise invalid_field(f"assumptions.{refused.field}", "invalid", str(refused)) from refused
    except operations.ProjectionRefused as refused:
        raise invalid_field("projected_delta", "invalid", str(refused)) from refused
    except operations.NoRoadmap as refused:
        raise Problem(409, "no_roadmap", str(refused)) from refused
    except ChoiceError as refused:
        raise Problem(409, "not_measured", str(refused)) from refused
    except operations.MetricsError as refused:
        raise Problem(409, "refused", str(refused)) from refused
    except Busy as busy:
        raise Problem(503, "busy", str(busy), headers={"Retry-After": "1"}) from busy
