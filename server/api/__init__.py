"""REST resources, one router file each."""
