"""Measurements against the goals of the product, as ratios to bare baselines of the same run: `make bench`."""
