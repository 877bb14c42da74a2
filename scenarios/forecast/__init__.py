"""How many plans next January: forecasts of published totals, and how well they would have done."""
