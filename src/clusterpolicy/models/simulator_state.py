"""What the policy simulator remembers from quarter to quarter, in flat sequences.

The functions below make them. The compiled engine makes arrays in their place: it is the only thing that differs.
"""

# Fields of knowledge, ties that one firm can keep, and organisations beside the firms.
FIELDS = 4
TIES = 3
UNIVERSITIES = 2
OUTSIDE = 2
NOBODY = -1
LONG_AGO = -1000
# Numbers by chance that each firm gets a quarter: for its market, its R&D, whom it meets, and the rest.
MARKET, RESEARCH, MEETING, REST = range(4)
DRAWS = 4

# Amounts of each firm.
JOBS, CASH, LEVEL, USABLE, PROJECTS, OFFERED, GRANTED = range(7)
AMOUNTS = 7
# Marks of each firm: whole numbers. The age of an empty place is -1.
AGE, DOES_RD, SERVED, FUNDED, INNOVATED, COOPERATED, WITH_SCIENCE, TIED = range(8)
MARKS = 8


def reals(number):
    """Return so many zeros for amounts."""
    return [0.0] * number


def wholes(number):
    """Return so many zeros for whole numbers."""
    return [0] * number


def rows_of_reals(rows, number):
    """Return rows of zeros for amounts."""
    return [[0.0] * number for _row in range(rows)]


def rows_of_wholes(rows, number):
    """Return rows of zeros for whole numbers."""
    return [[0] * number for _row in range(rows)]
