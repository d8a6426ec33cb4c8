from apps.deals.models.deal import Deal
from apps.deals.models.deal_activity import DealActivity
from apps.deals.models.stage_config import StageConfig
from apps.deals.models.stage_history import StageHistory

__all__ = ["Deal", "DealActivity", "StageConfig", "StageHistory"]
