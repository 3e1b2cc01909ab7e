"""The panes of the desk: each shows what it is given and says what was asked of it; none knows another."""
