"""The one door between a host and the models: JSON text in, JSON text out.

Text and not objects, because whole numbers from 2**31 on wrap where they cross from the page's interpreter to
JavaScript.
"""

import json
import sys

from clusterpolicy.models.contract import check_answer, check_values
from clusterpolicy.models.own_regions import take_in

_SUBJECTS = {}


def open_subject(text):
    """Keep an exercise's or quiz's model, controls, questions and data, so that a call carries values alone.

    What the learner keeps of own regions comes with the text as ``own``, and is taken in here.
    """
    subject = json.loads(text)
    name = "clusterpolicy.models." + subject["model"]
    __import__(name)
    subject["module"] = sys.modules[name]
    if "own" in subject:
        subject["offer"] = take_in(subject, subject["module"], subject["own"])
    _SUBJECTS[subject["id"]] = subject


def call(text):
    """Run, check or do a piece of long work, and return the outcome as JSON text."""
    return json.dumps(answer_to(json.loads(text)))


def answer_to(request):
    """Return ``{"result": …}``, or ``{"problem": …}`` for a value or an answer that is refused.

    ``do`` is ``own`` (which of the learner's own regions the exercise offers), ``run`` or ``check``.
    What a model raises is not caught here: the host says which exercise failed.
    """
    subject = _SUBJECTS[request["id"]]
    if request["do"] == "own":
        return {"result": subject["offer"]}
    values = request["values"]
    problem = check_values(subject["controls"], values)
    if problem:
        return {"problem": problem}
    module, data = subject["module"], subject["data"]
    if request["do"] == "run":
        return {"result": module.run(data, **values)}
    if request["do"] == "plan":
        return {"result": module.plan(data, **values)}
    if request["do"] == "part":
        return {"result": module.run_part(data, request["part"])}
    if request["do"] == "gather":
        return {"result": module.gather(data, request["outcomes"], **values)}
    for question in subject["questions"]:
        if question["id"] == request["question"] and not check_answer(question, request["answer"]):
            return {"problem": {"message": "answer-refused", "params": {}, "control": ""}}
    return {"result": module.check(data, request["question"], request["answer"], values, request["earlier"])}
