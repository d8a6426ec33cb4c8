from apps.quotes.models.quote import Quote
from apps.quotes.models.quote_activity import QuoteActivity
from apps.quotes.models.quote_counter import QuoteCounter
from apps.quotes.models.quote_outcome import QuoteOutcome
from apps.quotes.models.quote_view import QuoteView

__all__ = ["Quote", "QuoteActivity", "QuoteCounter", "QuoteOutcome", "QuoteView"]
