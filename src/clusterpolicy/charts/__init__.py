"""The course's look: matplotlib figures for chapters, Altair specs for exercises."""
