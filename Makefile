.PHONY: demo test bench lint lock
demo test bench lint lock:
	./run $@
