from apps.feedback.models.feedback_request import FeedbackRequest

__all__ = ["FeedbackRequest"]
