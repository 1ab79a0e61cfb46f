"""a structure → a page to walk through it, text or JSON"""
