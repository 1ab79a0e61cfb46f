"""What labelled data promise: the format, the samples cut from it, and the data that come with vacmap."""
