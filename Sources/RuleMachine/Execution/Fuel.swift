import ResourceDocuments

/// What is left of the steps that a rule may take on one resource.
struct Fuel {
    var left: Int
    /// Whether the rule's static cost has been looked at.
    var isExtraordinary = false
    var ruleIndex: Int32

    @inline(__always) mutating func begin(rule: Int32, _ limits: MachineLimits) {
        left = limits.ordinaryFuel
        isExtraordinary = false
        ruleIndex = rule
    }
}

extension MachineState {
    /// Takes `steps` from the rule's fuel.
    @inline(__always) func charge(_ steps: Int) { fuel.pointee.left &-= steps }

    @inline(__always) var hasFuel: Bool { fuel.pointee.left >= 0 || refuel() }

    /// When the ordinary fuel is gone: grants once what the rule's static cost allows on this resource. The cost counts steps of
    /// the checked tree, of which each is a few here; what a document within a text holds it cannot know, hence the margin.
    @inline(never)
    func refuel() -> Bool {
        if fuel.pointee.isExtraordinary { return false }
        fuel.pointee.isExtraordinary = true
        let properties = resource.pointee.properties
        let words = properties.isMap ? properties.high + 2 * properties.low : 0
        let bound = 1_000 + words + (inventory?.inventory.resources.count ?? 0)
        var steps = 0
        for factor in costs[Int(fuel.pointee.ruleIndex)].reversed() {
            let (product, productOverflows) = steps.multipliedReportingOverflow(by: bound)
            let (sum, sumOverflows) = product.addingReportingOverflow(factor)
            steps = productOverflows || sumOverflows ? limits.maximumFuel : min(sum, limits.maximumFuel)
        }
        let margin = 16
        let granted = min(steps, limits.maximumFuel / margin) * margin - limits.ordinaryFuel
        fuel.pointee.left &+= max(granted, 0)
        return fuel.pointee.left >= 0
    }
}
