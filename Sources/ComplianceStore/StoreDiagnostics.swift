package import Compliance
package import SourceText

/// What is wrong with a store, or with what is asked of it: E51xx.
package enum StoreDiagnostics {
    package static let allStoreKinds: [DiagnosticKind] = [
        unusable, unknownScan, unknownEntry, missing, notTheLast, notWhole, damagedResults,
        lostEvidence,
    ]

    static let unusable = DiagnosticKind(
        "E5101", "the store cannot be used",
        """
        Scans are kept in one SQLite file: the one of --database, else of NORMA_DATABASE, else norma/norma.sqlite in the XDG data \
        folder. Each step is written whole or not at all, so nothing that was there before is lost.
        """, .command,
        wrong: "norma history --database rules/README.md", right: "norma history --database norma.sqlite")

    static let missing = DiagnosticKind(
        "E5104", "there is no store where one is looked for",
        """
        A command that only reads makes no store: where the file that --database names is not there, its name is misspelt more often \
        than not, and an empty answer would look as if nothing had ever been recorded, masked or attested. 'norma scan --record', \
        'norma run', 'norma mask add' and 'norma attestation add' make one.
        """, .command,
        wrong: "norma results --database nroma.sqlite",
        right: "norma history --database norma.sqlite")

    static let notTheLast = DiagnosticKind(
        "W5105", "the results are not of the last scan",
        """
        Results are listed of the last scan that was written to its end. A later one of the attachment failed, because something could not be read, or was \
        not written to its end: what it would say is not known.
        """, .command,
        wrong: """
            S='norma scan --attachment rules/attachments/sessions.yaml --as-of 2026-11-01T00:00:00Z --record --database norma.sqlite'; \
            $S --inventory rules/inventory >/dev/null; $S --inventory nowhere >/dev/null 2>&1; norma results --database norma.sqlite
            """,
        right: """
            S='norma scan --attachment rules/attachments/sessions.yaml --as-of 2026-11-01T00:00:00Z --record --database norma.sqlite'; \
            $S --inventory rules/inventory >/dev/null; norma results --database norma.sqlite
            """)

    static let notWhole = DiagnosticKind(
        "W5106", "a scan is not whole",
        """
        The scan that is named failed, because something could not be read, or was not written to its end. What is listed of it was found; what is \
        not listed may be there all the same. So a difference to such a scan calls nothing gone, new or left out.
        """, .command,
        wrong: """
            norma scan --attachment rules/attachments/sessions.yaml --inventory nowhere --record --database norma.sqlite >recorded 2>&1; \
            norma results $(tail -1 recorded | cut -d ' ' -f 5) --database norma.sqlite 2>&1 >/dev/null \
            | sed "s/scan '[0-9a-f]*'/scan '1b9d6bcd'/" >&2
            """,
        right: """
            norma scan --attachment rules/attachments/sessions.yaml --inventory rules/inventory --record --database norma.sqlite >recorded; \
            norma results $(tail -1 recorded | cut -d ' ' -f 4) --database norma.sqlite
            """)

    static let damagedResults = DiagnosticKind(
        "W5107", "what a scan left in the store is not what it wrote",
        """
        A scan leaves its results for the next one, under a seal of which rule said them of which resource. Where a disk, a hand or another program has changed \
        them since, nothing of them is taken over: the resources are evaluated again, and what this scan says is right. What is listed of the damaged scan may be \
        wrong.
        """, .command,
        wrong: """
            S='norma scan --attachment rules/attachments/sessions.yaml --inventory rules/inventory --as-of 2026-11-01T00:00:00Z --record --database norma.sqlite'; \
            $S >/dev/null; LC_ALL=C sed -i s/4f1a6c0be27d4c1f9d3e58b07c62a911/4f1a6c0be27d4c1f9d3e58b07c62a910/g norma.sqlite; $S >/dev/null
            """,
        right: """
            S='norma scan --attachment rules/attachments/sessions.yaml --inventory rules/inventory --as-of 2026-11-01T00:00:00Z --record --database norma.sqlite'; \
            $S >/dev/null; $S >/dev/null
            """)

    static let lostEvidence = DiagnosticKind(
        "E5108", "what findings show is not in the store any more",
        """
        What findings show is packed into blocks, up to 64 texts in each, with a seal; where that does not hold, each text is held against the digest that it was entered with. Where a disk, a hand or \
        another program has changed or removed a block, the results stand as they were, with their verdicts, rules, resources and masks, and show nothing. A scan \
        that is recorded writes again what it finds damaged or gone and still says, in its old place, so that every scan that shows it has it back.
        """, .command,
        wrong: """
            norma scan --attachment rules/attachments/sessions.yaml --inventory rules/inventory --as-of 2026-11-01T00:00:00Z --record --database norma.sqlite >/dev/null; \
            LC_ALL=C sed -i 's/x^\\(.\\)/xx\\1/g' norma.sqlite; norma results --database norma.sqlite 2>&1 >/dev/null \
            | sed "s/scan '[0-9a-f]*'/scan '1b9d6bcd'/" >&2
            """,
        right: """
            norma scan --attachment rules/attachments/sessions.yaml --inventory rules/inventory --as-of 2026-11-01T00:00:00Z --record --database norma.sqlite >/dev/null; \
            norma results --database norma.sqlite
            """)

    static let unknownScan = DiagnosticKind(
        "E5102", "no one scan is named so",
        """
        A scan is named by its id, or by as much of its beginning as no other scan has. 'norma history' lists them.
        """, .command,
        wrong: "norma diff 0a1b 2c3d --database norma.sqlite", right: "norma history --database norma.sqlite")

    static let unknownEntry = DiagnosticKind(
        "E5103", "the store has nothing that is named so",
        """
        A mask or an attestation is named by its id, or by as much of its beginning as no other has. 'norma mask list --all' and \
        'norma attestation list --all' list them. Results are
        filtered by profiles, controls and rules that the scan had: a name that it did not have would list nothing, and look as if nothing \
        were wrong.
        """, .command,
        wrong: "norma mask remove m-0 --author ann --reason fixed --database norma.sqlite",
        right: "norma mask list --database norma.sqlite")

    /// - Parameters:
    ///   - noun: `profile`, `control` or `rule`.
    ///   - candidates: the names that the scan has.
    package static func unknownFilter(_ noun: String, _ name: String, candidates: [String]) -> Diagnostic {
        Diagnostic(
            unknownEntry, at: nil, "the scan has no \(noun) '\(name)'",
            hint: Spelling.nearest(to: name, among: candidates).map { "did you mean '\($0)'?" }
                ?? "'norma results --group control' lists what the scan found")
    }

    package static func unseen(_ unseen: UnseenValue) -> Diagnostic {
        let nearest = Spelling.nearest(to: unseen.value, among: unseen.candidates)
        let some = unseen.candidates.prefix(8).joined(separator: ", ")
        return Diagnostic(
            unknownEntry, at: nil, "no recorded scan saw \(unseen.subject) '\(unseen.value)'",
            hint: unseen.cure ?? nearest.map { "did you mean '\($0)'?" }
                ?? (some.isEmpty ? "'norma results' lists what the scans saw" : "they saw \(some)"))
    }

    package static func unusable(_ problem: StoreProblem) -> Diagnostic {
        switch problem {
        case .inaccessible(let path, let reason):
            Diagnostic(
                unusable, at: nil, "the store '\(path)' cannot be opened: \(reason)",
                hint: "give yourself the permission to write there, or name another file with --database")
        case .notAFile(let path, isFolder: true):
            Diagnostic(
                unusable, at: nil, "the store '\(path)' cannot be opened: it is a folder",
                hint: "name a file in it: '\(path)\(path.hasSuffix("/") ? "" : "/")norma.sqlite'")
        case .notAFile(let path, isFolder: false):
            Diagnostic(
                unusable, at: nil, "the store '\(path)' cannot be opened: it is a pipe or a device",
                hint: "name a file; it is made where there is none")
        case .unreadableLog(let path):
            Diagnostic(
                unusable, at: nil,
                "the store '\(path)' cannot be read where nobody may write: changes are in '\(path)-wal'",
                hint: "copy both files to a folder that you may write to, and name the copy with --database")
        case .unlockable(let folder, let reason):
            Diagnostic(
                unusable, at: nil, "the locks of the store cannot be kept in '\(folder)': \(reason)",
                hint: "make that a folder that you may write to, or name another store with --database")
        case .foreign(let path):
            Diagnostic(
                unusable, at: nil, "'\(path)' is no store of Norma's",
                hint: "name another file with --database; it is made where there is none")
        case .newer(let path):
            Diagnostic(
                unusable, at: nil, "the store '\(path)' was written by a later version of Norma",
                hint: "use that version, or another file")
        case .outdated(let path):
            Diagnostic(
                unusable, at: nil, "the store '\(path)' was written by an earlier version of Norma",
                hint: "open it once with a command that writes to it, such as 'norma scan --record'")
        case .locked(let path):
            Diagnostic(
                unusable, at: nil, "the store '\(path)' is held by another process",
                hint: "wait until it is done, then try again")
        case .full(let path, nil):
            Diagnostic(
                unusable, at: nil, "the disk of the store '\(path)' is full: nothing of this was kept",
                hint: "make room, then try again; what was there before is whole")
        case .full(let path, let scan?):
            Diagnostic(
                unusable, at: nil,
                "the disk of the store '\(path)' is full: scan '\(scan)' is kept as far as it was written",
                hint:
                    "make room, then go on with it: 'norma scan --resume \(scan.prefix(8))', with what it was begun with"
            )
        case .damaged(let path, let reason):
            Diagnostic(
                unusable, at: nil, "the store '\(path)' is damaged: \(reason)",
                hint: "put back a copy, or check it with 'sqlite3 FILE \"PRAGMA integrity_check\"'")
        }
    }

    /// Nobody named a store, and there is no folder to look for one in.
    package static func nowhere() -> Diagnostic {
        Diagnostic(
            unusable, at: nil, "no store is named, and the environment has no home folder to look for one in",
            hint: "name one with --database or NORMA_DATABASE, or set HOME")
    }

    /// - Parameter neighbours: files beside it.
    package static func missing(_ path: String, neighbours: [String] = []) -> Diagnostic {
        Diagnostic(
            missing, at: nil, "there is no store at '\(path)'",
            hint: Spelling.nearest(to: path, among: neighbours).map { "did you mean '\($0)'?" }
                ?? "name the store's file with --database; 'norma scan --record' makes one")
    }

    /// - Parameters:
    ///   - noun: `mask` or `attestation`.
    ///   - candidates: ids that begin so; empty: none does.
    package static func unknown(_ noun: String, _ id: String, candidates: [String]) -> Diagnostic {
        Diagnostic(
            unknownEntry, at: nil,
            id.isEmpty
                ? "no \(noun) was named: its id is empty"
                : candidates.isEmpty
                    ? "no \(noun) is named '\(id)'" : "\(candidates.count) \(noun)s are named '\(id)…'",
            hint: candidates.isEmpty
                ? "'norma \(noun) list --all' lists them"
                : "write more of it: \(candidates.prefix(4).joined(separator: ", "))")
    }

    /// - Parameter noun: `mask` or `attestation`.
    package static func removed(_ noun: String, _ id: String, _ validity: Validity) -> Diagnostic {
        Diagnostic(
            unknownEntry, at: nil,
            "\(noun) '\(id)' was taken back by \(validity.removal?.author ?? "somebody") already",
            hint: "'norma \(noun) list' lists those in force")
    }

    /// - Parameters:
    ///   - attachment: whose last scan it is.
    ///   - resources: how many of it.
    package static func damagedResults(of attachment: String, resources: Int, path: String) -> Diagnostic {
        Diagnostic(
            damagedResults, at: nil,
            "what the last scan of '\(attachment)' left in the store '\(path)' is not what it wrote: "
                + (resources == 1 ? "a resource is" : "\(resources) resources are") + " evaluated again",
            hint: "what is listed of that scan may be wrong; put back a copy of the store if you need it")
    }

    /// - Parameter scans: those that the findings are of.
    package static func lost(_ evidence: LostEvidence, of scans: [ScanRecord], path: String) -> Diagnostic {
        let names = scans.map { "'\($0.id.prefix(8))'" }.joined(separator: " and ")
        let attachments = Set(scans.map { "'\($0.attachment)'" }).sorted().joined(separator: " and ")
        let shown = evidence.blocks.prefix(8).map(String.init).joined(separator: ", ")
        let more = evidence.blocks.count > 8 ? " and \(evidence.blocks.count - 8) more" : ""
        return Diagnostic(
            lostEvidence, at: nil,
            "what \(evidence.count == 1 ? "a finding shows" : "\(evidence.count) findings show") of "
                + "\(scans.count == 1 ? "scan" : "scans") \(names) is lost: in the store '\(path)', "
                + "\(evidence.blocks.count == 1 ? "block" : "blocks") \(shown)\(more) of 'evidence_block' "
                + "\(evidence.blocks.count == 1 ? "is" : "are") damaged or gone",
            hint:
                "scan \(attachments) again with 'norma scan --record': what still stands so is written again; or put back a copy of the store"
        )
    }

    /// Another process scans the attachment.
    package static func held(_ attachment: String, path: String) -> Diagnostic {
        Diagnostic(
            unusable, at: nil, "another process writes a scan of '\(attachment)' to the store '\(path)'",
            hint: "wait until it is done, then try again")
    }

    /// It was begun as of another instant than it is to be gone on with.
    package static func otherInstant(_ scan: ScanRecord) -> Diagnostic {
        Diagnostic(
            unknownScan, at: nil,
            "scan '\(scan.id.prefix(8))' was begun as of \(scan.asOf), and is gone on with as of that",
            hint: "add '--as-of \(scan.asOf)'")
    }

    package static func cannotResume(_ id: String, _ obstacle: ResumeObstacle) -> Diagnostic {
        let (reason, hint) =
            switch obstacle {
            case .ended: ("it has ended", "'norma history' lists what can be gone on with")
            case .attachment(let name):
                ("it is of attachment '\(name)'", "name that attachment, or scan this one with --record")
            case .otherRules:
                (
                    "its rules, their values or its controls are not those that it was begun with",
                    "put them back as they were, or scan again with --record"
                )
            case .takenBack(let noun, let id):
                ("\(noun) '\(id)', which it was judged with, was taken back since", "scan again with --record")
            case .otherResources:
                (
                    "the resources in its scope are not those that it was begun with",
                    "give it the inventory as it was, or scan again with --record"
                )
            }
        return Diagnostic(unknownScan, at: nil, "scan '\(id)' cannot be gone on with: \(reason)", hint: hint)
    }

    /// - Parameters:
    ///   - attachment: whose scans were asked for; nil: any.
    ///   - names: of attachments that scans were recorded of.
    ///   - interrupted: one of them that was not written to its end.
    package static func noScan(
        of attachment: String?, among names: Set<String> = [], interrupted: ScanRecord? = nil
    ) -> Diagnostic {
        if let interrupted, interrupted.state == .failed {
            return Diagnostic(
                unknownScan, at: nil, "no scan was complete; '\(interrupted.id)' failed: something could not be read",
                hint: "mend what it told of, and scan again with --record")
        }
        if let interrupted {
            return Diagnostic(
                unknownScan, at: nil, "no scan was written to its end; '\(interrupted.id)' was begun",
                hint: "go on with it: 'norma scan --resume \(interrupted.id.prefix(8))', with what it was begun with")
        }
        return Diagnostic(
            unknownScan, at: nil,
            attachment.map { "no scan of attachment '\($0)' was recorded" } ?? "no scan was recorded",
            hint: attachment.flatMap { Spelling.nearest(to: $0, among: names) }.map { "did you mean '\($0)'?" }
                ?? "record one with 'norma scan --record'")
    }

    /// - Parameters:
    ///   - scan: the one whose results are listed.
    ///   - later: another one of its attachment.
    package static func notTheLast(_ scan: ScanRecord, later: ScanRecord) -> Diagnostic {
        let fate = later.state == .failed ? "failed" : "is not written to its end"
        return Diagnostic(
            notTheLast, at: nil,
            "a later scan of '\(scan.attachment)' \(fate): these are the results as of \(scan.asOf)",
            hint: later.state == .failed
                ? "mend what it told of, and scan again; 'norma results SCAN' lists what it found all the same"
                : "wait until it is done, or go on with it: 'norma scan --resume'")
    }

    /// nil of a scan that is whole.
    package static func notWhole(_ scan: ScanRecord) -> Diagnostic? {
        let name = "scan '\(scan.id.prefix(8))' of '\(scan.attachment)'"
        switch scan.state {
        case .completed: return nil
        case .failed:
            return Diagnostic(
                notWhole, at: nil, "\(name) failed: something could not be read, and may hold more than is said here",
                hint: "mend what it told of, and scan again with --record")
        case .running:
            return Diagnostic(
                notWhole, at: nil, "\(name) is not written to its end: there may be more than is said here",
                hint: "wait until it is done, or go on with it: 'norma scan --resume \(scan.id.prefix(8))'")
        }
    }

    /// - Parameter candidates: ids of the scans that begin so; empty: none does.
    package static func unknownScan(_ id: String, candidates: [String]) -> Diagnostic {
        Diagnostic(
            unknownScan, at: nil,
            id.isEmpty
                ? "no scan was named: its id is empty"
                : candidates.isEmpty ? "no scan is named '\(id)'" : "\(candidates.count) scans are named '\(id)…'",
            hint: candidates.isEmpty
                ? "'norma history' lists them" : "write more of it: \(candidates.prefix(4).joined(separator: ", "))")
    }
}
