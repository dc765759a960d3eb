"""The reading room: HTML in, model out. Pure: no network, no files but its own words, no clock."""
