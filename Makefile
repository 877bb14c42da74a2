.PHONY: demo test bench docs lint assets lock
demo test bench docs lint assets lock:
	./run $@
