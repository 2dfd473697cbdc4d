"""Files lose what they tell about people: who wrote them, with which device, where, and what stood there before."""

from records.cleaning.files import Cleaned, clean
from records.refusals import Refused

__all__ = ["Cleaned", "Refused", "clean"]
