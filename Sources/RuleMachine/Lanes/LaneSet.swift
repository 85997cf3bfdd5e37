import ResourceDocuments

/// Which rules of a family, by their lanes.
typealias LaneSet = NumberSet
