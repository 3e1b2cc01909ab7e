"""Are two records one person? Normalise, block, score, explain; pure."""
