"""Plans by area, age, need and placement, year by year: stocks, flows, and what each assumption adds."""
