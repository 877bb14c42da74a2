"""The pages, one module for each part of the navigation."""

from sufficiency.web.pages import cases, data, decide, general, jobs, panel, places, records, runs, steps, trail

ROUTERS = (
    general.router, panel.router, runs.router, cases.router, decide.router, records.router,
    steps.router, places.router, data.router, trail.router,
    jobs.router,
)  # fmt: skip
