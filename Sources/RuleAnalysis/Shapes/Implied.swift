import ResourceDocuments

extension PropertyShape {
    /// What none of the values is and answers may yet turn on, because of several of them or of how they are asked about.
    var implied: [SampleValue] { between + folded }

    /// The middle between each two neighbours among the numbers: of `at least 10` and `more than 9` nothing else tells the one from the other.
    private var between: [SampleValue] {
        guard takesFractions else { return [] }
        let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }.sorted()
        return zip(numbers, numbers.dropFirst()).compactMap { $0.middle(to: $1).map(SampleValue.number) }
    }

    /// Texts with a letter beyond ASCII that `lower`, `upper` or `/…/i` takes for one within it.
    private var folded: [SampleValue] {
        guard foldsCase else { return [] }
        let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
        var folded: [SampleValue] = []
        for text in texts.prefix(Self.maximumFolded) {
            let scalars = Array(text.unicodeScalars)
            for index in scalars.indices {
                for other in Self.foldedToASCII[scalars[index]] ?? [] {
                    var changed = scalars
                    changed[index] = other
                    var view = String.UnicodeScalarView()
                    view.append(contentsOf: changed)
                    folded.append(.text(String(view)))
                }
            }
        }
        return folded
    }

    /// A list of a thousand names is tried by its first.
    private static let maximumFolded = 12

    /// The sign of Kelvin, the long s, the i with a dot above and the one without.
    private static let foldedToASCII: [Unicode.Scalar: [Unicode.Scalar]] = [
        "k": ["\u{212A}"], "K": ["\u{212A}"], "s": ["\u{17F}"], "S": ["\u{17F}"], "i": ["\u{130}", "\u{131}"],
        "I": ["\u{130}", "\u{131}"],
    ]
}
