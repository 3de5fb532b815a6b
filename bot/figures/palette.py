"""Colours and patterns of all pictures."""

CARD, PANEL, FLOOR, FLOOR_EDGE = "#f7f4ee", "#fdfbf7", "#e6dfd1", "#cdc3ae"
EDGE = "#39424e"
CLOTH = {
    "skin": "#dcb595",
    "shirt": "#9fb2c4",
    "shorts": "#56657a",
    "hair": "#54453c",
    "eye": "#2c2f36",
    "prop": "#b9a27f",
    "prop_dark": "#8b7758",
    "wall": "#e4ded2",
    "towel": "#cfa04f",
    "mat": "#c3d3c4",
    "band": "#3f8f5b",
    "rubber": "#5d7f6a",
    "metal": "#6f7782",
    "ruler": "#e3b23c",
    "paper": "#fffefb",
    "print": "#8fc3e8",
}
WORK, WORK_EDGE = "#d4421e", "#7c1f08"
STRETCH, STRETCH_EDGE = "#2a7fd4", "#0d3f77"
ARROW = "#1f7a4d"

# Working muscles are dotted, stretched ones striped: seen in grey and by colour-blind eyes too.
PATTERNS = (
    '<pattern id="work" width="7" height="7" patternUnits="userSpaceOnUse">'
    f'<rect width="7" height="7" fill="{WORK}"/>'
    '<circle cx="2" cy="2" r="1.1" fill="#ffd9c9"/><circle cx="5.5" cy="5.5" r="1.1" '
    'fill="#ffd9c9"/></pattern>'
    '<pattern id="stretch" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)">'
    f'<rect width="7" height="7" fill="{STRETCH}"/><rect width="2.4" height="7" '
    'fill="#cfe6ff"/></pattern>'
)
# A muscle that is both has bands of each, on the body map alone.
BOTH = (
    '<pattern id="both" width="28" height="28" patternUnits="userSpaceOnUse">'
    '<rect width="28" height="14" fill="url(#stretch)"/>'
    '<rect y="14" width="28" height="14" fill="url(#work)"/></pattern>'
)
SIGNALS = {"work": WORK_EDGE, "stretch": STRETCH_EDGE, "both": EDGE}


def mix(colour: str, other: str, share: float) -> str:
    """A colour moved toward another by a share of 0 to 1."""
    pairs = zip((1, 3, 5), (1, 3, 5), strict=True)
    return "#" + "".join(
        f"{round(int(colour[a : a + 2], 16) * (1 - share) + int(other[b : b + 2], 16) * share):02x}"
        for a, b in pairs
    )
