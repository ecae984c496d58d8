# Each target is one command of the package; `python src/clusterpolicy <command>` does the same without make.
PYTHON ?= python3

.PHONY: book test pdf serve lab lint notebooks linkcheck bench lock simulations
book test pdf serve lab lint notebooks linkcheck bench lock simulations:
	@$(PYTHON) src/clusterpolicy $@
