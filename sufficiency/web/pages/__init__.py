"""The pages, one module for each part of the navigation."""

from sufficiency.web.pages import (
    cases,
    data,
    decide,
    futures,
    general,
    jobs,
    letters,
    panel,
    papers,
    places,
    plan,
    records,
    runs,
    sign_in,
    steps,
    trail,
    travel,
    uploads,
)

PAGES = (
    general,
    sign_in,
    panel,
    jobs,
    runs,
    cases,
    decide,
    records,
    steps,
    letters,
    papers,
    places,
    plan,
    futures,
    travel,
    data,
    uploads,
    trail,
)
ROUTERS = tuple(pages.router for pages in PAGES)
