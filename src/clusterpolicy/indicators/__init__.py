"""Measures of regional economics on DataFrames, vectorised."""
