"""What all tests share."""

pytest_plugins = ["tests.played_session", "tests.secret_service"]
