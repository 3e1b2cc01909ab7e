"""Full screens that lie over the desk: help, history, import, welcome."""
