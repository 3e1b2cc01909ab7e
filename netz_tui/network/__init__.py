"""The graph: ways, reliability, layout and drawing; pure."""
