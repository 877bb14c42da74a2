"""Places by year: settings and provision as they are, with a scenario's actions laid in."""
