"""Netz's own colours, dark and light."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="netz-dark",
    primary="#7aa2f7",
    secondary="#7dcfff",
    accent="#bb9af7",
    success="#9ece6a",
    warning="#e0af68",
    error="#f7768e",
    foreground="#c0caf5",
    background="#16161e",
    surface="#1a1b26",
    panel="#24283b",
    dark=True,
    variables={"border": "#3b4261", "border-blurred": "#3b4261", "block-cursor-text-style": "none"},
)
LIGHT = Theme(
    name="netz-light",
    primary="#2959aa",
    secondary="#006c86",
    accent="#7b43ba",
    success="#386a1d",
    warning="#8a5a00",
    error="#b3224b",
    foreground="#1f2335",
    background="#e6e7ed",
    surface="#f4f5f9",
    panel="#d9dbe6",
    dark=False,
    variables={"border": "#a8aecb", "border-blurred": "#a8aecb", "block-cursor-text-style": "none"},
)
OWN = {theme.name: theme for theme in (DARK, LIGHT)}
