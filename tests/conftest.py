"""What all tests share."""

pytest_plugins = ["tests.secret_service"]
