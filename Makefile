# Each target is one command of the package; `python src/clusterpolicy <command>` does the same without make.
PYTHON ?= python3

.PHONY: book test release pdf moodle serve lab lint notebooks linkcheck bench lock simulations texts assignments
book test release pdf moodle serve lab lint notebooks linkcheck bench lock simulations texts:
	@$(PYTHON) src/clusterpolicy $@

assignments:
	@$(PYTHON) src/clusterpolicy assignments release
