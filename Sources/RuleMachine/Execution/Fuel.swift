import ResourceDocuments

/// What is left of the steps that a rule may take on one resource.
struct Fuel {
    var left: Int
    /// What was granted beyond the ordinary.
    private(set) var granted = 0
    /// Whether the rule's static cost has been looked at.
    var isExtraordinary = false
    var ruleIndex: Int32

    /// Grows by each step; what two points in a run differ by is what was done between them.
    @inline(__always) var spent: Int { granted &- left }

    mutating func grant(_ steps: Int) {
        granted &+= steps
        left &+= steps
    }

    @inline(__always) mutating func begin(rule: Int32, _ limits: MachineLimits) {
        left = limits.ordinaryFuel
        isExtraordinary = false
        granted = 0
        ruleIndex = rule
    }
}

extension Operations {
    /// Takes `steps` from the rule's fuel.
    @inline(__always) func charge(_ steps: Int) { state.pointee.fuel.pointee.left &-= steps }

    @inline(__always) var hasFuel: Bool { state.pointee.fuel.pointee.left >= 0 || refuel() }

    /// When the ordinary fuel is gone: grants once what the rule's static cost allows on this resource. The cost counts steps of
    /// the checked tree, of which each is a few here; what a document within a text holds it cannot know, hence the margin. Each may
    /// read all the text that there is.
    @inline(never)
    func refuel() -> Bool {
        if state.pointee.fuel.pointee.isExtraordinary { return false }
        state.pointee.fuel.pointee.isExtraordinary = true
        let properties = state.pointee.resource.pointee.properties
        let words = properties.isMap ? properties.high + 2 * properties.low : 0
        let bound = 1_000 + words + (state.pointee.inventory?.inventory.resources.count ?? 0)
        var steps = 0
        for factor in state.pointee.costs[Int(state.pointee.fuel.pointee.ruleIndex)].reversed() {
            let (product, productOverflows) = steps.multipliedReportingOverflow(by: bound)
            let (sum, sumOverflows) = product.addingReportingOverflow(factor)
            steps =
                productOverflows || sumOverflows
                ? state.pointee.limits.maximumFuel : min(sum, state.pointee.limits.maximumFuel)
        }
        let margin = 16 + textBytes(of: properties) / Self.textStep
        let granted = min(steps, state.pointee.limits.maximumFuel / margin) * margin - state.pointee.limits.ordinaryFuel
        state.pointee.fuel.pointee.grant(max(granted, 0))
        return state.pointee.fuel.pointee.left >= 0
    }

    /// In bytes: half of what functions take a step for, which may make texts longer.
    private static var textStep: Int { 8 }

    /// Of all texts below a value. O(words)
    private func textBytes(of value: TapeWord) -> Int {
        let view = state.pointee.resource.pointee.view
        var bytes = 0
        var waiting = [value]
        while let value = waiting.popLast() {
            if value.isText {
                bytes += value.low
            } else if value.isMap {
                for index in 0..<value.low { waiting.append(view.value(of: value, at: index)) }
            } else if value.tag == .array {
                for index in 0..<value.low { waiting.append(view.element(of: value, at: index)) }
            }
        }
        return bytes
    }
}
