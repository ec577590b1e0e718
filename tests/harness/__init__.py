"""The whole house in a temporary folder, and people who write to it: stories and transcripts are told with these."""

from tests.harness.hotline import Hotline
from tests.harness.people import Counselor, Reporter

__all__ = ["Counselor", "Hotline", "Reporter"]
