"""The panel pack: Word, Excel and PDF from one set of contents, letters in draft, and the evidence of a case."""
