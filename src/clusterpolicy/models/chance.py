"""Chance, the same in every interpreter: the generator of Wichmann and Hill (1982).

Three multiplicative generators run side by side; the fractions of their states are added, modulo one. Every product stays
below 2**30, so that small whole numbers and floats give the same stream wherever it is computed. The period is
about 7e12 numbers. A *run* begins 2**24 numbers after the one before it: no two runs share a number.

B. A. Wichmann and I. D. Hill (1982), Algorithm AS 183, Applied Statistics 31, 188-190.
"""

FACTORS = (171, 172, 170)
MODULI = (30269, 30307, 30323)
STRIDE = 2**24
# From here on, a run would share numbers with the first.
RUNS = 414000


def power(factor, exponent, modulus):
    """Return the factor to the exponent, modulo the modulus, by repeated squaring."""
    result = 1
    square = factor % modulus
    while exponent > 0:
        if exponent % 2 == 1:
            result = result * square % modulus
        square = square * square % modulus
        exponent = exponent // 2
    return result


# What a stride multiplies each state by.
LEAPS = tuple([power(factor, STRIDE, modulus) for factor, modulus in zip(FACTORS, MODULI)])


def place_stream(state, run, part, parts):
    """Set a state to where a part of a run's numbers begins; the parts share the run's numbers out evenly."""
    ahead = STRIDE // parts * part
    for number in range(3):
        factor, modulus = FACTORS[number], MODULI[number]
        start = power(LEAPS[number], run, modulus)
        state[number] = start * power(factor, ahead, modulus) % modulus


def draw(state, numbers, first, count):
    """Put so many numbers, 0 at least and below 1, into a sequence, and move the state on."""
    factor_a, factor_b, factor_c = FACTORS
    modulus_a, modulus_b, modulus_c = MODULI
    a, b, c = state[0], state[1], state[2]
    for place in range(first, first + count):
        a = factor_a * a % modulus_a
        b = factor_b * b % modulus_b
        c = factor_c * c % modulus_c
        number = a / modulus_a + b / modulus_b + c / modulus_c
        numbers[place] = number - int(number)
    state[0], state[1], state[2] = a, b, c


def draw_for(state, numbers, each, present):
    """Draw so many numbers for each place, where nobody is only on paper: nobody's luck depends on who else is there.

    ``present`` holds a number below 0 for an empty place.
    """
    factor_a, factor_b, factor_c = FACTORS
    modulus_a, modulus_b, modulus_c = MODULI
    leap_a, leap_b, leap_c = 1, 1, 1
    for _number in range(each):
        leap_a = factor_a * leap_a % modulus_a
        leap_b = factor_b * leap_b % modulus_b
        leap_c = factor_c * leap_c % modulus_c
    a, b, c = state[0], state[1], state[2]
    place = 0
    for owner in range(len(present)):
        if present[owner] < 0:
            a = leap_a * a % modulus_a
            b = leap_b * b % modulus_b
            c = leap_c * c % modulus_c
            place += each
            continue
        for here in range(place, place + each):
            a = factor_a * a % modulus_a
            b = factor_b * b % modulus_b
            c = factor_c * c % modulus_c
            number = a / modulus_a + b / modulus_b + c / modulus_c
            numbers[here] = number - int(number)
        place += each
    state[0], state[1], state[2] = a, b, c


def pick(chance, count):
    """Return a whole number from 0 to below the count, each as likely."""
    number = int(chance * count)
    return number if number < count else count - 1
