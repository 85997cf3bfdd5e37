import ResourceDocuments

/// What a pattern that spells a name was meant to take, and what it takes beside that.
struct MeantTexts {
    /// Those that it takes and that have the name in them as a whole.
    private(set) var naming: [String] = []
    /// All that were meant, and those with what such a name goes on with.
    private(set) var wanted: [String] = []
    /// Those of which the name is a part of a longer one: `example.comx`.
    private(set) var unwanted: [String] = []

    init(of pattern: Pattern, naming name: SpelledName) {
        let isHeld = PatternTree(pattern)?.isHeld(by: .textEnd) ?? true
        for text in PatternTexts.matching(pattern, limit: 8) {
            guard let place = text.firstRange(of: name.text) else {
                wanted.append(text)
                continue
            }
            guard name.isWhole(in: text, at: place) else {
                unwanted.append(text)
                continue
            }
            naming.append(text)
            wanted += isHeld ? [text] : name.goingOn(text, from: place)
        }
    }
}

extension SpelledName {
    /// Whether no other name begins before it, or goes on behind it.
    fileprivate func isWhole(in text: String, at place: Range<String.Index>) -> Bool {
        guard kind == .host else { return true }
        func isOfName(_ character: Character?, _ others: String) -> Bool {
            character.map { $0.isLetter || $0.isNumber || others.contains($0) } ?? false
        }
        // What is in its domain is meant too.
        return !isOfName(text[..<place.lowerBound].last, "-_") && !isOfName(text[place.upperBound...].first, "-_.")
    }

    /// A text that nothing holds at its end, with what may stand there: a path behind a host, the next segment of a CRN.
    fileprivate func goingOn(_ text: String, from place: Range<String.Index>) -> [String] {
        let behind = text[place.upperBound...]
        switch kind {
        case .host:
            if behind.isEmpty { return text.contains("://") ? [text, text + "/x"] : [text] }
            guard behind.hasPrefix("/") || behind.hasPrefix(":") else { return [text] }
            return [text, text + (behind.hasSuffix("/") ? "x" : "/x")]
        case .resource:
            let own = text[place.lowerBound...]
            if own.hasSuffix(":") || own.hasSuffix("/") { return [text + "x"] }
            return Self.lacksSegments(own) ? [text + ":x"] : [text]
        case .scheme: return behind.isEmpty ? [text + "example.com"] : [text]
        case .mailbox, .address, .account: return [text]
        }
    }

    /// What ends it, as a pattern writes that, in a text that ends with it and may go on; nil where nothing has to.
    func ending(in text: String) -> String? {
        guard let place = text.firstRange(of: self.text) else { return nil }
        switch kind {
        case .host: return place.upperBound == text.endIndex && text.contains("://") ? "(/|$)" : nil
        case .resource:
            let own = text[place.lowerBound...]
            return Self.lacksSegments(own) && !own.hasSuffix(":") ? ":" : nil
        case .scheme, .mailbox, .address, .account: return nil
        }
    }

    /// An ARN has five colons before what it names, and a CRN nine.
    private static func lacksSegments(_ name: Substring) -> Bool {
        name.count { $0 == ":" } < (name.hasPrefix("crn:") ? 9 : 5)
    }
}
