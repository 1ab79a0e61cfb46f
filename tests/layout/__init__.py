"""What the layout stage promises: lines, sentences, headings, and whether a text is Dutch."""
