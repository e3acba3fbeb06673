"""The window: what is said, what is closing, what was kept from us. Pure functions of records; time is an argument."""
