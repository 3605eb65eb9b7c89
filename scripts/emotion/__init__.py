"""Training of the emotion network: its data, the network, the loop and the export."""
