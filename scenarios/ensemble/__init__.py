"""Many futures for several scenarios, on this computer or a cluster: what is drawn, how it is run, what it says."""
