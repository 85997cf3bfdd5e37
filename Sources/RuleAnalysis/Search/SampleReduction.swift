/// Makes a sample small, as long as it still shows what it is to show.
struct SampleReduction {
    private let isWanted: (Sample) -> Bool
    private var remaining: Int

    /// - Parameter limit: how often `isWanted` may be asked.
    static func reduced(_ sample: Sample, limit: Int = 1_500, while isWanted: @escaping (Sample) -> Bool) -> Sample {
        var reduction = SampleReduction(isWanted: isWanted, remaining: limit)
        var smallest = sample
        while let smaller = reduction.smaller(than: smallest) { smallest = smaller }
        return smallest
    }

    /// The first smaller one that will do, with as much as possible taken away at once.
    private mutating func smaller(than sample: Sample) -> Sample? {
        for index in sample.others.indices {
            var without = sample
            without.others.remove(at: index)
            if holds(without) { return without }
        }
        for index in sample.tested.attributes.indices {
            var without = sample
            without.tested.attributes.remove(at: index)
            if holds(without) { return without }
        }
        for smaller in sample.tested.properties.smaller {
            var other = sample
            other.tested.properties = smaller
            if holds(other) { return other }
        }
        for index in sample.others.indices {
            for smaller in sample.others[index].properties.smaller {
                var other = sample
                other.others[index].properties = smaller
                if holds(other) { return other }
            }
        }
        return nil
    }

    private mutating func holds(_ sample: Sample) -> Bool {
        guard remaining > 0 else { return false }
        remaining -= 1
        return isWanted(sample)
    }
}

extension SampleValue {
    /// The value with one thing in it taken away, the larger things first.
    fileprivate var smaller: [SampleValue] {
        switch self {
        case .null, .boolean, .number, .text, .undetermined(_, mayBeNothing: false): return []
        case .undetermined(let name, mayBeNothing: true): return [.undetermined(name, mayBeNothing: false)]
        case .list(let elements):
            let without = elements.indices.map { index in
                var rest = elements
                rest.remove(at: index)
                return SampleValue.list(rest)
            }
            let within = elements.indices.flatMap { index in
                elements[index].smaller.map { smaller in
                    var changed = elements
                    changed[index] = smaller
                    return SampleValue.list(changed)
                }
            }
            return without + within
        case .map(let members):
            let without = members.indices.sorted { members[$0].value.size > members[$1].value.size }.map { index in
                var rest = members
                rest.remove(at: index)
                return SampleValue.map(rest)
            }
            let within = members.indices.flatMap { index in
                members[index].value.smaller.map { smaller in
                    var changed = members
                    changed[index].value = smaller
                    return SampleValue.map(changed)
                }
            }
            return without + within
        }
    }
}
