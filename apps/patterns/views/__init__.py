"""The firm's pages of patterns: projects and what became of them, feedback, the library of patterns, analytics."""
