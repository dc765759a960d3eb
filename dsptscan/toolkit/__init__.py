"""The toolkit's site through a real browser, read-only. The only room that knows about browsers."""
