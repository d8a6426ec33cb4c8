"""A firm's last days lived through: people and clients act by a story, and the engines run at their times.

Every act is an operation that the product has, at a moment of its own; the same firm and day make the same story.
"""
