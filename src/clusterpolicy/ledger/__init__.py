"""The claims ledger: verdicts on the deck's claims, one module a chapter, found by itself; each is a function of datasets."""
