"""What all tests share."""

pytest_plugins = ["tests.played_session", "tests.screen", "tests.secret_service"]
