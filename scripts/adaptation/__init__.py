"""Teaching SFace to see a webcam's picture as it sees a good photo; see scripts/adapt_sface.py."""
