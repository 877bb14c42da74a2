"""The report page: one file, readable without scripts, network or colour."""
