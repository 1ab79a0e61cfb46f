"""one function → its report, in html, markdown, JSON or plain text"""
