"""The window in the office: what is said, what is closing, what people file about it."""
