"""The pages, one module for each part of the navigation."""

from sufficiency.web.pages import (
    cases,
    data,
    decide,
    general,
    jobs,
    panel,
    places,
    records,
    runs,
    steps,
    trail,
    uploads,
)

PAGES = (general, panel, jobs, runs, cases, decide, records, steps, places, data, uploads, trail)
ROUTERS = tuple(pages.router for pages in PAGES)
