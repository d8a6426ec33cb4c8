"""What a title says about who decides."""

from __future__ import annotations

import re

from apps.clients.choices import BuyingRole

# Assistants of those who decide do not decide; they stand first.
USERS = re.compile(r"\b(?:assistant|secretary|clerk|intern|trainee|coordinator)\b", re.IGNORECASE)
DECIDERS = re.compile(
    r"\b(?:chief|c[efotmi]o|owner|founder|co-founder|president|partner|principal|managing director|proprietor|"
    r"chair(?:man|woman|person)?)\b",
    re.IGNORECASE,
)
VICES = re.compile(r"\b(?:[sea]?vp|vice[ -]president)\b", re.IGNORECASE)
INFLUENCERS = re.compile(
    r"\b(?:director|head of|manager|lead|controller|treasurer|supervisor|counsel|advis[eo]r|consultant)\b",
    re.IGNORECASE,
)


def role_of_title(title: str) -> str:
    """Return the buying role that a title speaks for; empty for no title.

    A vice president has influence; the president decides.
    """
    if not title.strip():
        return ""
    if USERS.search(title):
        return BuyingRole.USER.value
    if VICES.search(title):
        return BuyingRole.INFLUENCER.value
    if DECIDERS.search(title):
        return BuyingRole.DECISION_MAKER.value
    return (BuyingRole.INFLUENCER if INFLUENCERS.search(title) else BuyingRole.USER).value
