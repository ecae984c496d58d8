"""The columns that a file of a learner's own regions may have: here they are listed, and nowhere else.

Figures are named as in the course's datasets: an indicator of ``panel`` by its id; value added (``gva_``) and shipped output
(``output_``) of ``industry`` by the letter of the OKVED-1 section. Titles and units are those of the datasets.
"""

NAME, YEAR = "name", "year"
FIRST_YEAR, LAST_YEAR = 1990, 2040
VALUE_ADDED, SHIPPED_OUTPUT = "gva_", "output_"
SECTIONS = "ABCDEFGHIJKLMNOP"
INDUSTRY = "CDE"

# The least and the greatest value that a figure can have: beyond them lies a mistaken unit.
MILLION_ROUBLES = (0, 1e9)
BILLION_ROUBLES = (0, 1e6)
MILLION_DOLLARS = (0, 1e7)
PERCENT = (0, 100)
OF_THE_YEAR_BEFORE = (0, 10000)
COUNT = (0, 1e9)
PANEL = (
    ("population_avg", COUNT),
    ("urban_share", PERCENT),
    ("employment_avg", COUNT),
    ("unemployment_rate", PERCENT),
    ("wage_nominal", (0, 1e7)),
    ("grp", MILLION_ROUBLES),
    ("grp_index", OF_THE_YEAR_BEFORE),
    ("investment", MILLION_ROUBLES),
    ("investment_index", OF_THE_YEAR_BEFORE),
    ("ipi_okved1", OF_THE_YEAR_BEFORE),
    ("ipi_mining_okved1", OF_THE_YEAR_BEFORE),
    ("ipi_manufacturing_okved1", OF_THE_YEAR_BEFORE),
    ("ipi_energy_okved1", OF_THE_YEAR_BEFORE),
    ("organisations", COUNT),
    ("small_firms_census", COUNT),
    ("sole_proprietors", COUNT),
    ("small_firm_employees", COUNT),
    ("small_firm_turnover", BILLION_ROUBLES),
    ("turnover_organisations", BILLION_ROUBLES),
    ("exports_far_abroad", MILLION_DOLLARS),
    ("rd_expenditure", MILLION_ROUBLES),
    ("rd_personnel", COUNT),
    ("patent_applications_inventions", COUNT),
    ("innovation_activity", PERCENT),
    ("org_website", PERCENT),
    ("innovative_output_share", PERCENT),
    ("students_he", COUNT),
    ("officials_total", COUNT),
    ("budget_revenue", MILLION_ROUBLES),
    ("budget_expenditure", MILLION_ROUBLES),
)


def limits():
    """Return the least and the greatest value of each figure, by its column, in the order of the template."""
    found = {}
    # Value added can lie below zero: that of finance did, as published.
    for section in SECTIONS:
        found[VALUE_ADDED + section] = (-1e9, 1e9)
    for section in INDUSTRY:
        found[SHIPPED_OUTPUT + section] = MILLION_ROUBLES
    for name, bounds in PANEL:
        found[name] = bounds
    return found


def runs(items, places):
    """Return items as texts in a row, those of neighbouring places as "first–last"."""
    found = []
    for number in range(len(items)):
        if number and places[number] == places[number - 1] + 1:
            found[-1][1:] = [items[number]]
        else:
            found.append([items[number]])
    return ", ".join(["\u2013".join([str(end) for end in ends]) for ends in found])


# Dicts keep no order in the page's interpreter: the names of the figures in that of the template.
FIGURES = (
    [VALUE_ADDED + section for section in SECTIONS]
    + [SHIPPED_OUTPUT + section for section in INDUSTRY]
    + [name for name, bounds in PANEL]
)
LIMITS = limits()


def named(columns):
    """Return names of columns as a text, those that follow one another in the template as "first–last"."""
    return runs(columns, [FIGURES.index(column) for column in columns])
