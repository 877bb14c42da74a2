"""Files and folders as a disk keeps them: written whole, taken by one process, kept between runs."""
