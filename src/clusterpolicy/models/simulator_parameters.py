"""What the policy simulator can be told: the levers of a policy, and the parameters of its rules.

This is the only list of them. The engine reads a value by its place; ``clusterpolicy.simulator`` makes ``Policy`` and the
table of the ODD page from the same rows. Money is in million roubles at prices of 2011.

A row: name, default, least, greatest, unit, basis, source. The basis is ``lever``, ``data`` (source: an indicator of the
panel), ``literature`` (source: a row of the dataset ``parameters``), ``calibrated`` (source: the row that it was set to meet) or
``assumption``.
"""

LEVERS = (
    ("approach", 0.5, 0.0, 1.0, "share", "lever", ""),
    ("rd_grants", 10.0, 0.0, 40.0, "mn-a-year", "lever", ""),
    ("networking", 4.0, 0.0, 40.0, "mn-a-year", "lever", ""),
    ("sme_services", 4.0, 0.0, 40.0, "mn-a-year", "lever", ""),
    ("training", 4.0, 0.0, 40.0, "mn-a-year", "lever", ""),
    ("public_purchasing", 8.0, 0.0, 40.0, "mn-a-year", "lever", ""),
    ("cofinancing", 0.3, 0.0, 0.8, "share", "lever", ""),
    ("support_years", 10.0, 0.0, 10.0, "years", "lever", ""),
)
RULES = (
    ("sales_per_job", 0.49, 0.05, 5.0, "mn-a-quarter", "data", "small_firm_turnover"),
    ("rd_firms", 0.25, 0.0, 1.0, "share", "literature", "members-doing-rd"),
    ("science", 1.0, 0.0, 1.1, "ratio", "data", "rd_personnel"),
    ("skills", 0.3, 0.0, 1.0, "share", "data", "students_he_per_10k"),
    ("start_jobs", 8.0, 1.0, 200.0, "jobs", "assumption", ""),
    ("cost_share", 0.9, 0.5, 1.0, "share", "assumption", ""),
    ("overhead", 0.015, 0.0, 2.0, "mn-a-quarter", "calibrated", "firm-exit-rate"),
    ("swing", 0.35, 0.0, 0.9, "share", "assumption", ""),
    ("hiring", 1.1, 0.0, 2.0, "ratio", "assumption", ""),
    ("reserve", 2.0, 1.0, 20.0, "quarters-cost", "assumption", ""),
    ("tightness", 1.0, 0.5, 2.0, "ratio", "assumption", ""),
    ("market_growth", 0.02, 0.0, 0.1, "share-a-year", "assumption", ""),
    ("rivalry", 0.55, 0.0, 1.0, "share", "assumption", ""),
    ("inside", 0.6, 0.0, 1.0, "share", "assumption", ""),
    ("reach", 2.0, 0.0, 5.0, "ratio", "assumption", ""),
    ("entry_rate", 0.09, 0.0, 0.5, "share-a-year", "literature", "firm-entry-rate"),
    ("founder_jobs", 5.0, 1.0, 50.0, "jobs", "assumption", ""),
    ("spread", 0.12, 0.0, 0.5, "share", "assumption", ""),
    ("founder_cash", 0.4, 0.0, 10.0, "quarters-cost", "calibrated", "survival-1-year"),
    ("young", 20.0, 1.0, 80.0, "quarters", "assumption", ""),
    ("rd_intensity", 0.03, 0.0, 0.2, "share", "literature", "rd-intensity-firm"),
    ("project_pace", 0.33, 0.02, 1.0, "share-a-quarter", "assumption", ""),
    ("half_effort", 0.7, 0.1, 20.0, "mn", "calibrated", "innovation-active-share-russia"),
    ("best_chance", 1.0, 0.0, 1.0, "share-a-quarter", "assumption", ""),
    ("rd_skills", 1.0, 0.0, 3.0, "ratio", "assumption", ""),
    ("potential", 0.75, 0.0, 2.0, "index", "assumption", ""),
    ("step", 0.5, 0.0, 1.0, "share", "assumption", ""),
    ("deepening", 0.2, 0.0, 0.5, "share", "assumption", ""),
    ("imitation", 0.02, 0.0, 0.5, "share-a-quarter", "assumption", ""),
    ("frontier", 0.005, 0.0, 0.1, "share-a-quarter", "assumption", ""),
    ("obsolescence", 0.2, 0.0, 0.5, "share-a-year", "assumption", ""),
    ("absorb_base", 0.7, 0.0, 2.0, "index", "assumption", ""),
    ("absorb_rd", 0.4, 0.0, 2.0, "index", "assumption", ""),
    ("absorb_skills", 0.4, 0.0, 2.0, "index", "assumption", ""),
    ("difficulty", 2.0, 0.5, 10.0, "index", "assumption", ""),
    ("learning", 0.5, 0.0, 8.0, "ratio", "assumption", ""),
    ("search", 0.025, 0.0, 0.5, "share-a-quarter", "assumption", ""),
    ("beyond", 0.6, 0.0, 1.0, "share", "calibrated", "cooperation-universities"),
    ("worth", 0.06, 0.0, 0.5, "index", "assumption", ""),
    ("tie_quarters", 8.0, 4.0, 400.0, "quarters", "assumption", ""),
    ("tie_cost", 0.03, 0.0, 1.0, "mn-a-quarter", "assumption", ""),
    ("meeting_cost", 0.15, 0.01, 5.0, "mn", "assumption", ""),
    ("grant_size", 1.0, 0.1, 20.0, "mn", "assumption", ""),
    ("displacement", 50.0, 1.0, 1000.0, "jobs", "literature", "grant-crowding-in"),
    ("service_cost", 0.1, 0.01, 2.0, "mn-a-quarter", "assumption", ""),
    ("skill_gain", 0.1, 0.0, 1.0, "share-a-quarter", "assumption", ""),
    ("skill_cost", 10.0, 0.1, 200.0, "thousand-a-job", "assumption", ""),
    ("skill_loss", 0.03, 0.0, 1.0, "share-a-quarter", "assumption", ""),
    ("ticket", 1.5, 0.0, 50.0, "mn", "assumption", ""),
    ("good_share", 0.25, 0.01, 0.99, "share", "assumption", ""),
    ("sensitivity", 0.8, 0.0, 1.0, "share", "assumption", ""),
    ("specificity", 0.9, 0.0, 1.0, "share", "assumption", ""),
    ("threshold", 0.5, 0.0, 1.0, "share", "assumption", ""),
)
PARAMETERS = LEVERS + RULES
NAMES = [row[0] for row in PARAMETERS]
DEFAULTS = [row[1] for row in PARAMETERS]


def place(name):
    """Return the place of a parameter in a list of values."""
    return NAMES.index(name)
