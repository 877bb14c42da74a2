"""The map: postcodes, road networks, travel times, areas."""
