"""Build the course: environment, executed notebooks, site, tests."""
