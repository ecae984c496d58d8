"""*Check yourself*: one module a chapter, questions without controls or chart."""
