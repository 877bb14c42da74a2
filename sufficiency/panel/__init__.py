"""The panel's rules without storage: who may do what, and whether it may be done now."""
