import ResourceDocuments
import RuleChecker
import RuleSyntax

/// What resources a quantifier looked for and found too few of: those of a kind with a certain value.
struct SoughtPartners {
    let kind: KindPattern
    /// `vpc`, `@id`
    let property: String
    let key: TracedValue
    let keyExpression: CheckedExpression
    /// Of the kind.
    let count: Int
    /// Of how many nobody knows whether they have the value.
    let openCount: Int
    /// Whether nothing else is asked of them.
    let isAll: Bool

    /// `no resource of is.acl has vpc "v1"`; `no resource of is.acl is known to have vpc "v1", of 1 it is open`
    var words: String {
        let subject = count == 0 ? "no resource" : count == 1 ? "1 resource" : "\(count) resources"
        let verb =
            openCount > 0 ? (count > 1 ? "are known to have" : "is known to have") : (count > 1 ? "have" : "has")
        return "\(subject) of \(kind.text) \(verb) \(property) \(ValueText.quoted(key))"
            + (openCount > 0 ? ", of \(openCount) it is open" : "")
    }
}

extension FindingBuilder {
    /// nil of what is no join, and where the other side of its equality is not known.
    mutating func partners(of count: DecidingCount) -> SoughtPartners? {
        let quantified = count.quantified
        guard quantified.keyVariable == nil, quantified.sources.count == 1,
            case .resources(let kind, _) = quantified.sources[0],
            let condition = quantified.filter ?? quantified.body
        else { return nil }
        return partners(
            of: kind, on: quantified.variable, in: condition,
            isAll: quantified.filter == nil || quantified.body == nil, frame: count.frame)
    }

    /// The same of `let x = each v in resources of K where c`.
    mutating func partners(of binding: CheckedBinding, in frame: Frame) -> SoughtPartners? {
        guard case .each(let variable, let sources, let filter?) = binding.form, sources.count == 1,
            case .resources(let kind, _) = sources[0]
        else { return nil }
        return partners(of: kind, on: variable, in: filter, isAll: true, frame: frame)
    }

    private mutating func partners(
        of kind: KindPattern, on variable: Slot, in condition: CheckedCondition, isAll: Bool, frame: Frame
    ) -> SoughtPartners? {
        guard let join = CheckedJoin(on: variable, in: [condition], ofProperties: true) else { return nil }
        let key = value(of: join.key, in: frame)
        guard key.unknown == nil,
            let (count, openCount) = evaluator.inFrame(frame, { $0.partners(of: kind, by: join, key) })
        else { return nil }
        let isOnly = if case .test = condition { true } else { false }
        return SoughtPartners(
            kind: kind, property: join.words, key: key, keyExpression: join.key, count: count,
            openCount: openCount, isAll: isAll && isOnly)
    }

    /// Of a join that found too few partners, what they were held against: no element shows it.
    mutating func markJoined(_ count: DecidingCount, _ report: inout FindingReport) {
        let quantified = count.quantified
        guard count.isShortfall, quantified.rangesOverResources else { return }
        if let partners = partners(of: count) { markKey(partners.key, &report) }
        guard count.hits == 0, count.examples.isEmpty else { return }
        for part in (quantified.filter?.parts ?? []) + (quantified.body?.parts ?? []) where part.isOfResource {
            markKey(value(of: part, in: count.frame), &report)
        }
    }

    /// What a join holds together, in both resources: what is told of the other one has nothing to do with this one without it.
    mutating func markTie(_ tie: DecidingTest, _ report: inout FindingReport) {
        for part in ([tie.test.subject] + tie.test.predicate.operands).flatMap(\.parts) {
            markKey(value(of: part, in: tie.frame), &report)
        }
    }

    /// The resources that a `let` collects, each by what ties it to this one, else as a whole.
    mutating func markResources(
        of binding: CheckedBinding, _ value: TracedValue, in frame: Frame, _ report: inout FindingReport
    ) {
        guard case .each(let variable, _, let filter) = binding.form, let list = value.list else { return }
        for element in list.prefix(Self.maximumRelated) {
            guard case .resource(let resource) = element.content, !resource.isTested else { continue }
            var inside = frame
            inside[variable] = element
            guard let join = filter.flatMap({ CheckedJoin(on: variable, in: [$0], ofProperties: true) }) else {
                let label = "\(binding.name.text) holds it"
                report.tie(RelatedPlace(resource: resource.resource, path: ResourcePath(.root), label: label))
                continue
            }
            markKey(self.value(of: join.property(of: variable), in: inside), &report)
            markKey(self.value(of: join.key, in: inside), &report)
        }
    }

    private func markKey(_ value: TracedValue, _ report: inout FindingReport) {
        guard let location = value.origin.location, value.unknown == nil, !location.path.isWhole else { return }
        let isTested = location.resource.isTested
        if isTested, !draws { return }
        let label = "\(name(of: location)) is \(text(of: value, to: ValueText.maximumLabel))"
        if isTested { return report.markAside(ResourceMark(path: location.path, label: label)) }
        report.tie(RelatedPlace(resource: location.resource.resource, path: location.path, label: label))
    }
}

extension DecidingCount {
    /// Whether fewer elements count than have to.
    var isShortfall: Bool {
        switch (quantified.quantifier, truth == .true) {
        case (.some, false), (.no, true), (.atLeast, false): true
        case (.exactly(let bound), false): hits < bound
        case (.every, _), (.some, true), (.no, false), (.atLeast, true), (.atMost, _), (.exactly, true): false
        }
    }
}

extension CheckedBinding {
    /// `let x = each v in resources of K`
    var collectsResources: Bool {
        guard case .each(_, let sources, _) = form else { return false }
        return sources.contains { if case .resources = $0 { true } else { false } }
    }
}

extension CheckedJoin {
    /// What its variable is known by, of a join of properties.
    fileprivate func property(of variable: Slot) -> CheckedExpression {
        let steps = path.compactMap { step -> CheckedPath.Step? in
            switch step {
            case .attribute(let attribute): .attribute(attribute, key.place)
            case .member(let name): .member(name, key.place)
            case .index, .call, .convert, .fallback: nil
            }
        }
        return CheckedExpression(
            .path(CheckedPath(root: .slot(variable), steps: steps)), type: key.type, place: key.place)
    }

    /// As a rule writes the path behind its variable.
    fileprivate var words: String {
        path.map { step in
            switch step {
            case .attribute(let attribute): "@\(attribute)"
            case .member(let name): "\(DocumentPath([.key(name)]))"
            // None of them is in a join of properties.
            case .index, .call, .convert, .fallback: ""
            }
        }.joined(separator: ".")
    }
}
