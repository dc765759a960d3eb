"""Redacted copies of pages: the words of the site stay, whatever may be the provider's is replaced."""
