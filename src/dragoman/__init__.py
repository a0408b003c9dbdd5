"""dragoman: who sent which message to whom, with the sentence behind every cell."""

__version__ = "0.1.0"
