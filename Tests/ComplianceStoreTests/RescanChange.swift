import TestSupport

/// What can become of the world from one day to the next.
enum RescanChange: CaseIterable {
    case value, note, nullForMissing, numberOtherwiseWritten, membersReordered, respaced
    case lineAdded, lineRemoved, linesSwapped, lineMovedToList, repeatedID, linesFileRenamed
    case listedChanged, listMoved, listCommented
    case owners, accountName
    case parameter, parameterSetByProfile, attachmentMoved, controlSwitchedOff
    case rule, rulesMoved, sensitivity, schemaType, engine
    case mask
    case nothing

    /// What another engine, and other rules, have to find out for themselves is not all there is to see.
    var isRare: Bool { self == .engine || self == .linesFileRenamed }

    func happen(to world: inout RescanWorld, with random: inout SeededGenerator) {
        let line = Int(random.next() % UInt64(world.lines.count))
        let listed = Int(random.next() % UInt64(world.listed.count))
        switch self {
        case .value:
            world.lines[line].tls = ["1.0", "1.1", "1.2", "1.3", nil].randomElement(using: &random) ?? nil
            world.lines[line].size = "\(random.next() % 9)"
            world.lines[line].owner = ["ann", "bob", "eve"].randomElement(using: &random) ?? "ann"
            world.lines[line].tier = ["gold", "tin"].randomElement(using: &random) ?? "tin"
            world.lines[line].secret = ["k1", "k2", "open"].randomElement(using: &random) ?? "k1"
        case .note: world.lines[line].note = Int(random.next() % 5)
        case .nullForMissing:
            world.lines[line].tls = nil
            world.lines[line].writesNull.toggle()
        case .numberOtherwiseWritten:
            let size = world.lines[line].size
            world.lines[line].size = size.contains(".") ? String(size.prefix { $0 != "." }) : "\(size).0"
        case .membersReordered: world.lines[line].labels.reverse()
        case .respaced: world.lines[line].space += " "
        case .lineAdded:
            world.lines.insert(
                .init(id: "n\(random.next() % 1_000_000)", size: "\(random.next() % 9)"), at: line)
        case .lineRemoved: if world.lines.count > 5 { world.lines.remove(at: line) }
        case .linesSwapped: world.lines.swapAt(line, 0)
        case .lineMovedToList: if world.lines.count > 5 { world.listed.append(world.lines.remove(at: line)) }
        case .repeatedID: world.lines.append(world.lines[line])
        case .linesFileRenamed: world.linesFile = world.linesFile == "zones.ndjson" ? "other.ndjson" : "zones.ndjson"
        case .listedChanged: world.listed[listed].size = "\(random.next() % 9)"
        case .listMoved: world.listMargin += 1
        case .listCommented: world.listComment = world.listComment.isEmpty ? "  # norma:mask size: planned" : ""
        case .owners:
            world.owners = [["ann"], ["ann", "bob"], ["ann", "bob", "eve"]].randomElement(using: &random) ?? []
        case .accountName: world.accountName = world.accountName == "Production" ? "Staging" : "Production"
        case .parameter:
            world.allowed = [["1.2", "1.3"], ["1.3"], ["1.0", "1.1"]].randomElement(using: &random) ?? []
        case .parameterSetByProfile: world.isAllowedByProfile.toggle()
        case .attachmentMoved: world.attachmentMargin += 1
        case .controlSwitchedOff: world.switchesOff.toggle()
        case .rule: world.largest = [2, 5, 7].randomElement(using: &random) ?? 5
        case .rulesMoved: world.rulesMargin += 1
        case .sensitivity: world.hidesSecrets.toggle()
        case .schemaType: world.isSizeANumber.toggle()
        case .engine: world.engine += "1"
        case .mask: world.masked.formSymmetricDifference([world.lines[line].id])
        case .nothing: break
        }
    }
}
