package import ResourceDocuments
package import ResourceReaders
package import RuleMachine
package import RuleTracer
package import SourceText

/// Judges the lines of one stream one after another: one for each worker, used by one thread at a time.
package struct StreamJudge: ~Copyable {
    /// What is said of a line, good until the next.
    package enum Answer {
        /// The rules that apply to its kind, in their order.
        case judged(ResourceFrame, UnsafeBufferPointer<RuleOutcome>)
        case unreadable([Diagnostic])
    }

    private let run: StreamedRun
    private let source: String
    private var machine: VirtualMachine
    private var stream: ResourceStream
    private var programs: KindPrograms
    /// For what is read as a document of its own.
    private var documentKeys: KeyTable
    /// Whose words the machine has, where the line was read as a document.
    private var document: Resource?
    /// Warnings of fields that no envelope has, each where this judge first saw it.
    package private(set) var warnings: [FieldWarning] = []

    private static let keptWarnings = 10
    /// More keys than a provider's whole interface has.
    private static let keptKeys = 1 << 16

    /// - Parameter source: the stream's name, for `@source` and for diagnostics.
    package init(_ run: StreamedRun, of source: String) {
        self.run = run
        self.source = source
        machine = VirtualMachine(library: run.library, inventory: nil, asOf: run.asOf)
        stream = ResourceStream(of: source, keys: KeyTable(copying: run.library.keys), limits: run.limits)
        programs = KindPrograms(of: run.library)
        documentKeys = KeyTable(copying: run.library.keys)
    }

    /// The instant as of which lines are judged from here on.
    package var asOf: Instant {
        get { machine.asOf }
        set { machine.asOf = newValue }
    }

    /// The kinds that came, as far as they were kept.
    package var kinds: [String] { programs.kinds }
    /// Whether the line judged last is one of the first of its kind, so that `StreamSamples` may want it.
    package var isEarly: Bool { programs.isEarly }

    package mutating func judge(_ line: StreamLine) -> Answer {
        document = nil
        guard let frame = stream.frame(of: line.bytes, at: line.span), !holdsFunctions(frame) else {
            return judgeDocument(line)
        }
        if stream.hasNewFields { warn(of: line) }
        return judge(frame)
    }

    /// What is said of a line that was cut because it is longer than the limit.
    package func refusal(ofCut chunk: LineChunk) -> [Diagnostic] {
        run.sensitive.mask([StreamedLine.tooLong(chunk.bytes, number: chunk.firstLine, of: source, limits: run.limits)])
    }

    private mutating func judge(_ frame: ResourceFrame) -> Answer {
        machine.run(programs[frame.view.bytes(of: frame.attributes.kind)], on: frame)
        return .judged(frame, machine.outcomes)
    }

    /// A line that is no plain envelope, and one in which functions of a template may stand.
    private mutating func judgeDocument(_ line: StreamLine) -> Answer {
        let (resource, diagnostics) = read(line)
        guard let resource, !diagnostics.contains(where: \.isError) else {
            return .unreadable(run.sensitive.mask(diagnostics))
        }
        document = resource
        return judge(resource.frame)
    }

    private func holdsFunctions(_ frame: ResourceFrame) -> Bool {
        StreamedLine.mayHoldFunctions(kind: frame.view.bytes(of: frame.attributes.kind))
    }

    private mutating func read(
        _ line: StreamLine, isKnown: Bool = true
    ) -> (resource: Resource?, diagnostics: [Diagnostic]) {
        if documentKeys.count > Self.keptKeys { documentKeys = KeyTable(copying: run.library.keys) }
        return StreamedLine.read(
            UnsafeBufferPointer(rebasing: line.bytes[line.span.start..<line.span.end]), number: line.number,
            of: source, keys: documentKeys, limits: run.limits, isKnown: isKnown)
    }

    private mutating func warn(of line: StreamLine) {
        guard warnings.count < Self.keptWarnings else { return }
        for diagnostic in run.sensitive.mask(read(line, isKnown: false).diagnostics) {
            let warning = FieldWarning(line: line.number, diagnostic: diagnostic)
            if !warnings.contains(where: { $0.field == warning.field }) { warnings.append(warning) }
        }
    }

    // MARK: Explaining

    /// Why rules fail on the line that was last judged, or are unknown: each again, with everything written down.
    ///
    /// - Parameters:
    ///   - rules: positions in the run.
    ///   - frame: as it was judged.
    package func explain(
        _ rules: [Int], on line: StreamLine, _ frame: ResourceFrame
    ) -> (resource: Resource, traces: [(rule: Int, trace: RuleTrace)])? {
        let read = document ?? stream.resource(of: frame, on: line)
        guard let resource = run.sensitive.mask([read]).first else { return nil }
        // In the order of the rules, as those that are asked for.
        var outcomes = machine.outcomes[...]
        let traces = rules.map { rule in
            outcomes = outcomes.drop { $0.ruleIndex != rule }
            let decided = outcomes.first.map { DecidedVerdict($0.verdict, causes: $0.causes) }
            return (rule, run.explain(rule, on: resource, asOf: machine.asOf, decided: decided))
        }
        return (resource, traces)
    }
}
