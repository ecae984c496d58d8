"""One location quotient from four numbers."""

from clusterpolicy.models.answers import check_number, feedback
from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.own_regions import parts_of


def four_numbers(data, region, section):
    """Return (industry in the region, region, industry in the country, country), or None where one is missing."""
    row = data["regions"].index(region)
    column = data["sections"].index(section)
    inside = data["values"][row][column]
    total = data["totals"][row]
    return inside, total, data["national"][column], data["country"]


def with_own(data, regions):
    """Return the data with a learner's own regions behind the others; the country's totals are what they were."""
    columns = [data["own_column"] + section for section in data["sections"]]
    figures = [parts_of(region, data["year"], columns) for region in regions]
    found = data.copy()
    found["regions"] = data["regions"] + [region["key"] for region in regions]
    found["names"] = data["names"] + [region["name"] for region in regions]
    found["values"] = data["values"] + figures
    found["totals"] = data["totals"] + [add(values) for values in figures]
    return found


def run(data, region, section):
    """Return the two shares as rows and the four numbers as figures."""
    inside, total, national, country = four_numbers(data, region, section)
    rows = [
        {"key": "region", "place": data["names"][data["regions"].index(region)], "share": inside / total},
        {"key": "country", "place": data["country_name"], "share": national / country},
    ]
    figures = {
        "industry_in_region": inside,
        "region_total": total,
        "industry_in_country": national,
        "country_total": country,
        "region_share": inside / total,
        "country_share": national / country,
        "region": rows[0]["place"],
        "section": data["section_names"][data["sections"].index(section)],
    }
    return {"rows": rows, "figures": figures}


def check(data, question, answer, values, earlier):
    """Check the quotient itself (``quotient``) or its reading (``reading``)."""
    inside, total, national, country = four_numbers(data, values["region"], values["section"])
    share, national_share = inside / total, national / country
    quotient = share / national_share
    params = {
        "quotient": quotient,
        "share": share,
        "national_share": national_share,
        "of_industry": inside / national,
        "region": data["names"][data["regions"].index(values["region"])],
        "section": data["section_names"][data["sections"].index(values["section"])],
    }
    if question == "reading":
        right = answer == _reading(quotient)
        return feedback("reading-" + answer + ("-right" if right else ""), right, params)
    return _check_quotient(answer, quotient, share, national_share, inside / national, params)


def _reading(quotient):
    return "above" if quotient > 1.05 else ("below" if quotient < 0.95 else "same")


def _check_quotient(answer, quotient, share, national_share, of_industry, params):
    usual = [
        ("inverted", 1 / quotient if quotient else None),
        ("percent", quotient * 100),
        ("region-share", share),
        ("region-share", share * 100),
        ("national-share", national_share),
        ("national-share", national_share * 100),
        ("of-industry", of_industry),
        ("of-industry", of_industry * 100),
        ("difference", share - national_share),
        ("difference", (share - national_share) * 100),
    ]
    # Two decimals are enough, and so is one for a large quotient.
    outcome = check_number(
        answer, quotient, "quotient", usual, params, near=(0.01, 0.0051), like=(0.011, 0.0006), sides=True
    )
    if outcome["message"] == "quotient-too-low" and params["answer"] < 0:
        outcome["message"] = "quotient-negative"
    return outcome
