"""Measurements: what publish costs beside the usual commands, as ratios in one run."""
