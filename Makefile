.PHONY: demo test bench docs lint lock
demo test bench docs lint lock:
	./run $@
