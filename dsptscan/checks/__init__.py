"""The final checks: model in, fixes out. One module per check, all pure; `order.py` ranks what they find."""
