"""several functions → a report that sets them side by side"""
