"""The daily check as it runs: seldom enough, quiet until something changes, and never silently dead."""
