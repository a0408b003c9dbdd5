"""What commands list and the desk shows: one query each, as rows."""
