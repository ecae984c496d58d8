# Each target is one command of the package; `python src/clusterpolicy <command>` does the same without make.
PYTHON ?= python3

.PHONY: book test release pdf moodle serve lab lint notebooks linkcheck bench lock simulations texts assignments workshop
book test release pdf moodle serve lab lint notebooks linkcheck bench lock simulations texts:
	@$(PYTHON) src/clusterpolicy $@

assignments:
	@$(PYTHON) src/clusterpolicy assignments release

# make workshop PLAN=one-day REGION=RU-TA
workshop:
	@$(PYTHON) src/clusterpolicy workshop --plan "$(PLAN)" --region "$(REGION)"
