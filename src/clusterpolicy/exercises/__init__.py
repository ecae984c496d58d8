"""The exercises: one module each. ``framework`` says what an exercise is, ``quizzes`` holds *Check yourself*."""
