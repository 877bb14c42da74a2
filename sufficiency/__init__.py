"""Specialist school places: who should be offered which, where to add them, what each answer costs."""
