"""The map: postcodes, road networks, travel times, areas.

Inside this package every position is in whole metres of the British National Grid (EPSG:27700),
every length in whole metres and every time in whole milliseconds or tenths of a minute.

=================  ==========================================================================
``points``         named positions
``postcodes``      a table of postcodes, and what became of each one looked up
``postcode_files`` reading that table: Code-Point Open, ONSPD, plain CSV, parquet
``projection``     longitude and latitude to metres and back
``network``        a road network as arrays
``roads``          a road network from whichever kind of file it is in
``osm``            a road network from an OpenStreetMap extract
``osm_tags``       what a way's tags say about driving, and the speeds assumed
``osm_foot``       what they say about walking
``open_roads``     a road network from OS Open Roads
``lines``          what readers of lines on a map have in common
``walking``        ways on foot, and the shortest distance along them
``road_tables``    a road network from and to two CSV files
``traveltimes``    the matrix of minutes and metres, its mask and where each cell comes from
``shortest``       that matrix by the fastest route on a network
``hierarchy``      the engine of it: a network prepared once for routes from many to many
``once``           what is worked out once for a network
``dijkstra``       its referee, which prepares nothing
``matrix_cache``   that matrix kept on disk
``catchments``     the land within so many minutes of a place, as a layer for a map
``estimate``       that matrix by straight line, marked as estimated
``travel``         that matrix from the best source each cell has
``areas``          polygons: which area a point lies in, outlines for a map
``synthetic``      a made-up county of roads with a river and two bridges
``county_size``    a made-up network of 250,000 nodes, for tests of speed
=================  ==========================================================================

Nothing is imported here: the readers of files load large libraries, which only their users pay for.
"""
