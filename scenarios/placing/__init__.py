"""Who goes where: demand and places posed as a location problem, solved, and read back as a plan."""
