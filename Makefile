# Each target is one command of the package; `python src/clusterpolicy <command>` does the same without make.
PYTHON ?= python3

.PHONY: book test release serve lab lint notebooks linkcheck bench lock simulations
book test release serve lab lint notebooks linkcheck bench lock simulations:
	@$(PYTHON) src/clusterpolicy $@
