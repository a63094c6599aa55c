"""Figures, not checks: `python -m tests.bench NAME` measures one thing side by side with what it is compared to."""
