"""What instructors take to a learning platform: the questions as a question bank, an exercise or quiz as a package."""
