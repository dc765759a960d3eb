"""dsptscan: checks a care provider's own DSPT pages before publishing, and never changes anything there."""

__version__ = "0.1.0"
