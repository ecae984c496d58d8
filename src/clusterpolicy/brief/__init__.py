"""A brief for one region: what statistics know of it and what a learner worked out, as one document for a desk."""
