"""The icons, as SVG paths on a 24 × 24 sheet; drawn in the colour of the words beside them."""

from typing import Final

PATHS: Final[dict[str, str]] = {
    "alert": "M12 3 2 20h20L12 3zM12 10v4M12 17.500v.01",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
    "camera": "M3 8h4l2-3h6l2 3h4v11H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
    "check": "M4 12.500 10 18 20 6",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2",
    "cross": "M6 6l12 12M18 6 6 18",
    "download": "M12 4v11M7 11l5 5 5-5M4 20h16",
    "edit": "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
    "eye": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "house": "M3 12 12 4l9 8M6 10v10h12V10M10 20v-5h4v5",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8v.01",
    "left": "M15 5l-7 7 7 7",
    "list": "M8 6h12M8 12h12M8 18h12M4 6v.01M4 12v.01M4 18v.01",
    "lock": "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4",
    "people": "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20c0-4 3-6 6-6s6 2 6 6M16 4.500a3.500 3.500 0 0 1 0 6M18 14.500c2 1 3 3 3 5.500",
    "phone": "M5 3h4l2 5-2.500 2a12 12 0 0 0 5.500 5.500l2-2.500 5 2v4c0 1-1 2-2 2C11 21 3 13 3 5c0-1 1-2 2-2z",
    "pin": "M12 21s7-6.500 7-12a7 7 0 0 0-14 0c0 5.500 7 12 7 12zM12 11.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V3h10v6M5 9h14v8h-3M8 17H5V9M8 14h8v7H8z",
    "right": "M9 5l7 7-7 7",
    "search": "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500 21 21",
    "shield": "M12 3 4 6v6c0 5 3.500 7.500 8 9 4.500-1.500 8-4 8-9V6zM8.500 12l2.500 2.500 4.500-5",
    "upload": "M12 16V5M7 9l5-5 5 5M4 20h16",
}
