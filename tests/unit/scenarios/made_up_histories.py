"""Histories of made-up authorities whose plans follow known rates."""

import numpy as np

from sufficiency.domain.plan_history import PlanHistory

FIRST, LAST = 2012, 2024


def history(code, plans, *, asked=0.2, made=0.75, gone=0.05, special=0.35):
    """Stocks that obey P' = P - gone P + made x the mean requests of two years, with requests a share of the stock."""
    stock, requests, new = {FIRST: plans}, {FIRST - 1: round(asked * plans), FIRST - 2: round(asked * plans)}, {}
    for year in range(FIRST, LAST):
        requests[year] = round(asked * stock[year])
        new[year] = round(made * (requests[year - 1] + requests[year - 2]) / 2)
        stock[year + 1] = round(stock[year] * (1 - gone)) + new[year]
    return PlanHistory(
        code,
        f"Authority {code}",
        plans=stock,
        special={year: round(special * count) for year, count in stock.items()},
        requests=requests,
        new_plans=new,
        new_special={year: count // 10 for year, count in new.items()},
    )


def histories(count=120, seed=1):
    """Many authorities of different sizes and rates."""
    rng = np.random.default_rng(seed)
    return [
        history(
            str(200 + number),
            int(rng.integers(300, 8000)),
            asked=float(rng.uniform(0.15, 0.3)),
            gone=float(rng.uniform(0.03, 0.08)),
            special=float(rng.uniform(0.2, 0.5)),
        )
        for number in range(count)
    ]
