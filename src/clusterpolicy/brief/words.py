"""The words of a brief: what the ids of the models say, in the language in force."""

from __future__ import annotations

from functools import lru_cache

from clusterpolicy.exercises.framework.questions import Message
from clusterpolicy.models.brief import PLACES
from clusterpolicy.text import _, language, plural


def messages() -> dict[str, Message]:
    """Return all templates of a brief by id."""
    return _messages(language())


@lru_cache
def _messages(_language: str) -> dict[str, Message]:
    return (
        _figures()
        | _titles()
        | _own_places()
        | _frame()
        | _settings()
        | _approach()
        | _objectives()
        | _priorities()
        | _stakeholders()
        | _firms()
        | _financing()
        | _scorecard()
        | _columns()
        | _page()
    )


def places() -> list[tuple[str, str]]:
    """Return the places for own text in the order of the brief, with their labels."""
    labels = _own_places()
    return [(key, str(labels[f"own-{key}"])) for key in PLACES]


def _figures() -> dict[str, Message]:
    return {
        "d0": "{x|0}",
        "d1": "{x|1}",
        "d2": "{x|2}",
        "g1": "{x|~1}",
        "p0": "{x|%0}",
        "p1": "{x|%1}",
        "latest-value": _("{value|~1} {unit} ({year})"),
        "latest-none": _("none"),
        "year-of-plan": _("Year {year}"),
        "no-series": _("no series"),
        "ungraded": _("not graded"),
    }


def _titles() -> dict[str, Message]:
    return {
        "title-summary": _("{region} on one page"),
        "title-diagnosis": _("Diagnosis"),
        "title-peers": _("Five regions like this one"),
        "title-dependence": _("Dependence on single firms"),
        "title-approach": _("Approach: from below or from above"),
        "title-objectives": _("Objectives and indicators"),
        "title-priorities": _("Priorities along the value chain"),
        "title-stakeholders": _("Stakeholders"),
        "title-firms": _("Measures for small firms"),
        "title-financing": _("Financing plan"),
        "title-organisation": _("A cluster organisation and its cost"),
        "title-scorecard": _("Scorecard of the six guidelines"),
        "title-evaluation": _("Evaluation plan"),
        "title-legal": _("Legal routes and duties"),
        "title-days": _("What to do in a hundred days"),
        "title-gaps": _("What this brief lacks"),
        "title-made": _("How this brief was made"),
        "title-sources": _("Sources"),
    }


def _own_places() -> dict[str, Message]:
    return {
        "own-message": _("Your message in two sentences"),
        "own-diagnosis": _("What you know of the region that no statistic shows"),
        "own-peers": _("Whom of these regions you will call, and what you will ask"),
        "own-dependence": _("What is known of the firms behind these figures"),
        "own-approach": _("Who took the lead so far, and who should"),
        "own-objectives": _("Your objectives in your own words"),
        "own-priorities": _("Which link comes first here, and why"),
        "own-stakeholders": _("Who has to be in the room, by name"),
        "own-firms": _("What small firms told you"),
        "own-financing": _("Which promises of money are in writing"),
        "own-organisation": _("Who would employ the staff"),
        "own-scorecard": _("On what your grades rest"),
        "own-evaluation": _("Who will keep the list of applicants and the baseline"),
        "own-legal": _("Which acts of the region itself apply"),
        "own-days": _("Names and dates for the first steps"),
    }


def _frame() -> dict[str, Message]:
    return {
        "title": _("Brief on cluster policy: {region}"),
        "author": _("A Model to Invent: cluster-based innovation policy in Russia"),
        "contents": _("Contents"),
        "caption-table": _("Table {number}. {caption}"),
        "caption-picture": _("Figure {number}. {caption}"),
        "word-table": _("Table"),
        "word-picture": _("Figure"),
        "source": _("Source: {text}"),
        "missing": _("Missing: {text}"),
        "because-of": _("Rule: {rule} Value: {value}"),
        "own-text": _("Your text: {label}"),
        "own-empty": _("(nothing written yet)"),
        "brief-made": _("The brief is made."),
        "summary-made": _(
            "A brief on cluster policy for {region}, made on {made}. The course describes April 2012; what came later is dated."
        ),
        "summary-leading": _("What to do first; the sections give rule and value of each:"),
        "summary-advice": _("{text} (Section “{section}”.)"),
        "summary-gaps": plural(
            "{count|0} thing is missing for this region or not done yet; section “What this brief lacks” names it.",
            "{count|0} things are missing for this region or not done yet; section “What this brief lacks” names them.",
        ),
        "gap": _("{section}: {text}"),
        "gaps-none": _("Nothing that the sections ask for is missing."),
        "because": _("{rule} Here: {value}"),
        "days-first": _("1–30"),
        "days-second": _("31–60"),
        "days-third": _("61–100"),
        "caption-days": _("Steps by days, each with the rule that asks for it and the value found"),
        "source-days": _("Rules and values of the sections before."),
        "made-how": _(
            "Figures of the region come from the course's datasets. Sections that rest on an exercise use the setting that you kept there; where you kept "
            "none, they use the one with which the exercise opens, and say so. A model illustrates; it proves nothing about the region."
        ),
        "caption-trace": _("Exercises behind this brief"),
        "done-yes": _("done"),
        "done-no": _("not done yet"),
        "answers-none": _("no answer"),
        "answers-right": plural("{right|0} of {count|0} right", "{right|0} of {count|0} right"),
        "undone": _("“{exercise}” ({place})"),
        "undone-all": plural("Not done yet: {names}.", "Not done yet: {names}."),
    }


def _settings() -> dict[str, Message]:
    return {
        "setting-none": _(
            "Default setting: you have not done “{exercise}” yet. Do it in {place}, then make the brief again."
        ),
        "setting-default": _(
            "Default setting: you left “{exercise}” ({place}) as it opens. Move its controls, then make the brief again."
        ),
        "setting-own": _("Your own setting, from “{exercise}” ({place})."),
        "setting-refused": plural(
            "Your kept value of {controls} in “{exercise}” is not allowed there; the default stands in its place. Set it again in {place}.",
            "Your kept values of {controls} in “{exercise}” are not allowed there; the defaults stand in their place. Set them again in {place}.",
        ),
    }


def _approach() -> dict[str, Message]:
    return {
        "approach-no-region": _(
            "Statistics count {region} inside its oblast: the six criteria have no figures for it alone, and no advice follows."
        ),
        "approach-lacking": plural(
            "No figure for this region: {criteria}. A region is ranked only with all criteria that have a weight.",
            "No figures for this region: {criteria}. A region is ranked only with all criteria that have a weight.",
        ),
        "approach-result": _(
            "On six criteria of 2010 {region} takes place {rank_sum|0} of {ranked|0} by weighted sum and {rank_topsis|0} by TOPSIS. The advice is "
            "“{advice}”; it holds in {holds|%0} of {draws|0} drawn sets of weights. {differ|0} regions get unlike advice from the two methods."
        ),
        "approach-pair": _(
            "The criteria are not independent: the rank correlation of “{first}” and “{second}” is {correlation|2}."
        ),
        "approach-unranked": _("No advice on the approach ({advice})."),
        "approach-limits": _(
            "The score is an aid to a conversation. Nothing links it to success, and no criterion says who took the lead so far."
        ),
        "caption-criteria": _("Criteria with your weights, and their values in 2010"),
        "advice-approach-below-firm": _(
            "Invite firms to form the project and to apply; the region sets conditions, pays a small secretariat and does not choose members."
        ),
        "advice-approach-below-open": _(
            "Invite firms to form the project, but ask ten of them first who would lead: under other weights the advice turns to an impulse from above."
        ),
        "advice-approach-above-firm": _(
            "Begin with an impulse from the region: name a responsible body, bring anchor firms and a university to one table, and write down when firms take over."
        ),
        "advice-approach-above-open": _(
            "Prepare an impulse from the region, but let ten firms say first whether they would lead themselves: under other weights the advice turns to building from below."
        ),
        "rule-approach": _(
            "The side of the cut-off says which approach; firm from {firm|%0} of the draws on."
        ),
        "value-approach": _("“{advice}” in {holds|%0} of the draws."),
    }


def _objectives() -> dict[str, Message]:
    return {
        "objectives-result": plural(
            "{activities|0} activity covers {covered|0} of {objectives|0} objectives. {measurable|0} of the activities has an indicator in the datasets; for {known|0} the "
            "region has a value.",
            "{activities|0} activities cover {covered|0} of {objectives|0} objectives. {measurable|0} of the activities have an indicator in the datasets; for {known|0} the "
            "region has a value.",
        ),
        "objectives-none": _("No activity is chosen: there is nothing to measure."),
        "caption-objectives": _("Objectives and the activities that serve them"),
        "caption-chains": _("From activity to indicator, with the region's latest value"),
        "advice-objectives-uncovered": _(
            "Give each objective an activity or drop it from the programme; nothing serves: {empty}."
        ),
        "advice-objectives-unseen": _(
            "Agree before the start how outcomes without a series will be asked for, with whom and when: {unseen|0} of {activities|0} activities have none."
        ),
        "advice-objectives-seen": _(
            "Write today's value of each indicator into the programme, and the value at which you would stop."
        ),
        "rule-objectives-uncovered": _("An objective without any activity is a promise without work."),
        "rule-objectives-unseen": _("An activity whose outcome no series shows needs a survey of its own."),
        "rule-objectives-seen": _("Every chosen activity has an indicator."),
        "value-objectives-uncovered": _("{covered|0} of {objectives|0} objectives covered."),
        "value-objectives-unseen": _("{unseen|0} of {activities|0} activities without an indicator."),
        "value-objectives-seen": _("{activities|0} of {activities|0} activities with an indicator."),
    }


def _priorities() -> dict[str, Message]:
    return {
        "priorities-result": _(
            "{used|~1} points are allotted. They reach {result|2} of at most {most|2}, which is {regret|%1} short of the best. After them the weakest link is: "
            "{weakest}. In the best allotment most points go to: {largest}."
        ),
        "alt-priorities": _(
            "Bars of points for the links with a line at the best allotment; {regret|%1} of the best result is lost."
        ),
        "caption-priorities": _("Points by link (bars) and the best allotment (lines)"),
        "caption-links": _("Links of the value chain"),
        "advice-priorities-move": _(
            "Move money towards “{to}”, away from “{from}”, and check whether the links can replace one another here."
        ),
        "advice-priorities-keep": _(
            "Keep these shares; test them once under the assumption that the chain is as strong as its weakest link, “{weakest}”."
        ),
        "rule-priorities": _(
            "An allotment that loses more than {lost|%0} of the best result is worth changing."
        ),
        "value-priorities": _("{regret|%1} lost."),
    }


def _stakeholders() -> dict[str, Message]:
    return {
        "stakeholders-result": plural(
            "{organisations|0} organisation with {ties|0} ties, {alone|0} without any. {reachable|%0} of the pairs find a path. Ties between unlike "
            "types: {cross|%0}, by chance {chance|%0}. Who brokers most: {broker}.",
            "{organisations|0} organisations with {ties|0} ties, {alone|0} without any. {reachable|%0} of the pairs find a path. Ties between unlike "
            "types: {cross|%0}, by chance {chance|%0}. Who brokers most: {broker}.",
        ),
        "stakeholders-untied": _("The network is too small to compare it without its broker."),
        "caption-network": _("The network with and without whoever brokers most"),
        "advice-stakeholders-ways": _(
            "Pay for ties between the others (joint orders, visits, work with clusters elsewhere) before you pay for an office in the middle."
        ),
        "advice-stakeholders-kept": _(
            "Name who stands in for the broker: the network survives without one organisation, not without two."
        ),
        "rule-stakeholders": _(
            "Without its broker at least {joined|%0} of the pairs should still find a path."
        ),
        "value-stakeholders": _("{with|%0} with, {left|%0} without."),
    }


def _firms() -> dict[str, Message]:
    return {
        "firms-result": _(
            "With the support chosen {financed|1} ideas are financed, {before|1} as in April 2012. The support costs {cost|~1} million roubles a year. "
            "The stage that the fewest reach from the one before: {narrowest}. A committee's approval is {approval}."
        ),
        "alt-firms": _(
            "Bars for five stages from {first|0} ideas to {last|1} financed, with lines at the {before|1} financed as in April 2012."
        ),
        "caption-firms": _("Ideas at each stage (bars) and as in April 2012 (lines)"),
        "caption-actions": _("Actions of support, one by one"),
        "advice-firms-change": _(
            "Spend the same money on the set that carries most ideas to finance: {set}."
        ),
        "advice-firms-keep": _(
            "Keep these actions, and measure the step before “{narrowest}” first: it is where most ideas stop."
        ),
        "rule-firms": _("Change the actions if another set for the same money finances more."),
        "value-firms": _("{financed|1} financed, {best_financed|1} with the best set."),
    }


def _financing() -> dict[str, Message]:
    return {
        "financing-result": _(
            "In five years {income|~1} {money} come in and {cost|~1} are spent; {cash|~1} are left. Largest source: {largest}. Years that end below "
            "nought: {short}. Self-support: {support}."
        ),
        "financing-empty": _("The plan is empty: it has no cost in any year."),
        "financing-closed": _(
            "The plan has no cost in its last year: who pays afterwards cannot be read from it."
        ),
        "caption-plan": _("Five years of money, {money}"),
        "line-cost": _("Cost"),
        "line-cash": _("Cash at the end of the year"),
        "alt-financing": _(
            "Bars of the money that comes in, year by year, with a line at the cost. Years that end below nought: {short}."
        ),
        "caption-financing": _(
            "Money that comes in (bars; another colour where cash ends below nought) and cost (lines), {money}"
        ),
        "budget-share": _(
            "On average the plan costs {cost|~1} million roubles a year. The consolidated budget of {region} spent {budget|~1} billion in {year}: a share of {share|%3}."
        ),
        "budget-missing": _("No figure for the budget of {region}: the plan's share in it cannot be said."),
        "budget-currency": _("The plan is not in roubles: its share in the region's budget cannot be said."),
        "advice-financing-short": _(
            "Sign nothing before a bridge of {gap|~1} {money} is in writing, or move cost to a later year."
        ),
        "advice-financing-covered": _(
            "Keep the plan's order of payments in the agreements: no year ends below nought only if the money comes when the plan says."
        ),
        "rule-financing": _("No year may end with less than nothing."),
        "value-financing-short": plural(
            "Year {short} ends below nought, at worst by {gap|~1} {money}.",
            "Years {short} end below nought, at worst by {gap|~1} {money}.",
        ),
        "value-financing-covered": _("No year ends below nought."),
        "advice-after-self": _(
            "Say in the programme that support ends, and in which year the organisation's own income takes over."
        ),
        "advice-after-gap": _(
            "Write down who pays when support ends, or how the organisation closes; own income does not cover its cost."
        ),
        "rule-after": _("After the last year only fees and services stay."),
        "value-after": _(
            "Fees and services cover {cover|%0} of the last year's cost; self-support: {support}."
        ),
    }


def _scorecard() -> dict[str, Message]:
    return {
        "scorecard-ungraded": plural(
            "Not graded: {names}. Nothing is put in its place.",
            "Not graded: {names}. Nothing is put in their place.",
        ),
        "scorecard-result": plural(
            "{graded|0} of six guidelines is graded. Mean {mean|2}, weakest {weakest|0}: {names}.",
            "{graded|0} of six guidelines are graded. Mean {mean|2}, weakest {weakest|0}: {names}.",
        ),
        "alt-scorecard": _("Bars for six guidelines: {graded|0} have a grade. Weakest: {names}."),
        "caption-scorecard": _("Grades from 0 to 4, the weakest in another colour"),
        "caption-grades": _("Grades and what they mean"),
        "caption-facts": _("Figures that bear on the guidelines; none measures will"),
        "caption-steps": _("Next steps at the weakest guideline"),
        "advice-scorecard": _("{action}. Discussed in {reference} (reference: {verification})."),
        "rule-scorecard": _("The next step is taken at the weakest guideline, not at the best."),
        "value-scorecard": _("Weakest grade {weakest|0} ({names}), mean {mean|2}."),
    }


def _columns() -> dict[str, Message]:
    return {
        "heading-own-weights": _("The nearest regions under your own weights"),
        "likeness-no-region": _(
            "Statistics count {region} inside its oblast: there are no criteria on which it could be compared."
        ),
        "likeness-nothing": _("No criterion with a figure and a weight is left to compare on."),
        "likeness-result": plural(
            "Nearest: {names}. {same|0} of the {shown|0} regions in the table above is among them.",
            "Nearest: {names}. {same|0} of the {shown|0} regions in the table above are among them.",
        ),
        "column-criterion": _("Criterion"),
        "column-weight": _("Weight"),
        "column-region": _("Region"),
        "column-median": _("Middle of all"),
        "column-unit": _("Unit"),
        "column-objective": _("Objective"),
        "column-activities": _("Activities"),
        "column-measurable": _("With an indicator"),
        "column-activity": _("Activity"),
        "column-output": _("Output"),
        "column-outcome": _("Outcome"),
        "column-indicator": _("Indicator"),
        "column-latest": _("Region, latest"),
        "column-link": _("Link"),
        "column-mine": _("Points"),
        "column-best": _("Best"),
        "column-strength": _("Strength after"),
        "column-network": _("Network"),
        "column-organisations": _("Organisations"),
        "column-reachable": _("Pairs with a path"),
        "column-efficiency": _("Efficiency"),
        "column-cross": _("Ties between types"),
        "column-action": _("Action"),
        "column-stage": _("Helps to reach"),
        "column-cost": _("Million roubles a year"),
        "column-alone": _("Adds alone"),
        "column-best-set": _("In the best set"),
        "column-line": _("Line"),
        "column-guideline": _("Guideline"),
        "column-fact": _("Fact"),
        "column-fact-value": _("Region"),
        "column-year": _("Year"),
        "column-grade": _("Grade"),
        "column-descriptor": _("Means"),
        "column-step": _("Next step"),
        "column-reference": _("Discussed in"),
        "column-verification": _("Reference"),
        "column-days": _("Days"),
        "column-what": _("Step"),
        "column-why": _("Because"),
        "column-exercise": _("Exercise"),
        "column-place": _("Where"),
        "column-done": _("State"),
        "column-answers": _("Answers"),
    }


def _page() -> dict[str, Message]:
    return {
        "page-static": _(
            "This browser cannot make the brief: it lacks WebAssembly. The command “clusterpolicy brief” makes the same one."
        ),
        "page-no-region": _("Choose a region first."),
        "page-no-file": _(
            "The region's file {file} did not come. Reload the page, or take the whole site again."
        ),
        "page-working": _("Making the brief …"),
        "page-made": _("Made: {title}. It stands below; save or print it."),
        "page-stale": _("Kept. Make the brief again to bring it in."),
        "page-failed": _(
            "The brief could not be made ({reason}). Clear the exercise that is named on “My progress”, then try again."
        ),
    }
