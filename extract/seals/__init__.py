"""Official seals on pictures: found by colour and ring, read round the rim, and judged whose they are."""
