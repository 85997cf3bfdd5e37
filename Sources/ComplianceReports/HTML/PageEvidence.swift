import SourceText

/// Why entries are what they are: in blocks that the page reads one by one, when an entry of theirs is opened.
struct PageEvidence {
    /// Of each entry that has evidence: where it stands, and its first line.
    private(set) var shown: [Int: (position: Int, message: String)] = [:]
    /// Entries of a block; the last one may have fewer.
    let blockSize: Int

    /// Writes the blocks `evidence-0`, `evidence-1`, ….
    init(of entries: [PageEntry], in assessments: [AssessmentResults], to page: inout HTMLWriter) {
        // Whatever passes has none. Each block is an element of the page: there may not be many.
        let candidates = entries.indices.filter { entries[$0].status != .pass }
        blockSize = max(200, (candidates.count + Self.mostBlocks - 1) / Self.mostBlocks)
        var next = 0
        while next < candidates.count {
            let first = shown.count
            page.data(id: "evidence-\(first / blockSize)") { json in
                json.array { json in
                    while next < candidates.count, shown.count - first < blockSize {
                        let entry = entries[candidates[next]]
                        next += 1
                        guard case .result(let result) = entry.subject else { continue }
                        let findings = assessments[entry.scan].findings(of: result, with: true)
                        guard let finding = findings.first else { continue }
                        shown[candidates[next - 1]] = (shown.count, finding.message)
                        json.array { json in for finding in findings { json.shown(finding) } }
                    }
                }
            }
        }
    }

    private static let mostBlocks = 64
}

extension JSONWriter {
    fileprivate mutating func shown(_ finding: ReportedFinding) {
        object { writer in
            writer.member("verdict", finding.verdict)
            writer.memberShown("message", finding.message)
            writer.memberShown("explanation", finding.explanation == finding.message ? "" : finding.explanation)
            writer.memberShown("path", finding.path)
            writer.memberShown("missing", finding.missing)
            writer.member("causes", finding.causes)
            writer.memberShown("place", finding.place?.description)
            writer.member("excerpts", array: finding.excerpts) { writer, excerpt in writer.shown(excerpt) }
            writer.member("parameters", array: finding.parameters) { writer, parameter in
                writer.array { writer in
                    for text in [parameter.name, parameter.value, parameter.originText] { writer.shown(text) }
                }
            }
        }
    }

    /// Lines are `[number, [[text, mark]], [[mark, indentation, label]]]`, a mark 0 (none), 1 (what it is about) or 2.
    private mutating func shown(_ excerpt: ReportedExcerpt) {
        func number(_ mark: ReportedExcerpt.Mark?) -> Int { mark.map { $0.isPrimary ? 1 : 2 } ?? 0 }
        object { writer in
            writer.member("text", excerpt.text.rawValue)
            writer.memberShown("place", excerpt.place)
            writer.member("lines", array: excerpt.lines) { writer, line in
                writer.array { writer in
                    writer.integer(line.number)
                    writer.array { writer in
                        for part in line.parts {
                            writer.array { writer in
                                writer.shown(part.text)
                                writer.integer(number(part.mark))
                            }
                        }
                    }
                    writer.array { writer in
                        for label in line.labels {
                            writer.array { writer in
                                writer.integer(number(label.mark))
                                writer.integer(label.indentation)
                                writer.shown(label.text)
                            }
                        }
                    }
                }
            }
        }
    }
}
