"""The course on paper: one page made of the site's pages, printed by Chromium, with page numbers that are true."""
