"""The SEN2 person-level return, in each of its three shapes, to the input tables.

    xml | Blade CSV set | pre-submission workbook -> nodes -> records -> checks -> whereabouts -> tables
         three readers, one kind of node             one child each     who awaits a place, and by which rule

Facts of the format: DfE SEN2 person-level guides and technical specification, as restated by public readers of the
return. No schema of the department's was to be had, so elements are known by name and presence, never by order.
"""
