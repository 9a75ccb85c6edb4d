"""Moved to ``journeymap.intake``; here until the public names lead there."""

from journeymap.intake import Intake, MeasuredReadings

__all__ = ["Intake", "MeasuredReadings"]
