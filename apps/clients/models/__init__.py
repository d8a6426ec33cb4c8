from apps.clients.models.case import Case
from apps.clients.models.case_counter import CaseCounter
from apps.clients.models.client import Client
from apps.clients.models.contact import Contact
from apps.clients.models.order import Order
from apps.clients.models.task import Task

__all__ = ["Case", "CaseCounter", "Client", "Contact", "Order", "Task"]
