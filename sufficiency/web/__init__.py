"""The workbench: pages over ``sufficiency/api.py`` and the store. Nothing of the trade is decided here."""
