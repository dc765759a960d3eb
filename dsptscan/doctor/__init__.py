"""Is everything here that a scan needs? One probe a file; `run.py` lists them."""
