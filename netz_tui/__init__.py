"""Curate a business network day by day: an honest inbox, call notes, and the net behind them."""
