"""Neural networks: arrays in, arrays out. Nothing here knows of HTTP, SQL or students."""
