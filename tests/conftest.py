"""What all tests share."""

pytest_plugins = ["tests.screen", "tests.secret_service"]
