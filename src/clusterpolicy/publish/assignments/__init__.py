"""Assignments that grade themselves: copies for students out, marks and feedback back. nbgrader does the middle part."""
