import ResourceDocuments

/// The function that divides a block of addresses.
extension TemplateEvaluator {
    /// `[BLOCK, COUNT, BITS]`: so many blocks from the first address on, each of 2 to the power of BITS addresses. Of a block that is
    /// written with host bits, or that does not hold so many, CloudFormation does not say what it gives. Source: "Fn::Cidr" of the
    /// CloudFormation user guide.
    func blocks(by argument: DocumentCursor, nesting: Int) -> TemplateValue? {
        let arguments = argument.elements
        guard arguments.count == 3, let text = text(of: arguments[0], nesting: nesting),
            let slash = text.firstIndex(of: "/"),
            let start = AddressRange(String(text[..<slash])), let block = AddressRange(text),
            start.first == block.first,
            let count = index(arguments[1], nesting: nesting), 1...256 ~= count,
            let bits = index(arguments[2], nesting: nesting), let blocks = block.blocks(count, hostBits: bits)
        else { return nil }
        // A block of one address has its prefix length here too.
        let ending = bits > 0 ? "" : block.isIPv6 ? "/128" : "/32"
        return .list(blocks.map { .text("\($0)\(ending)") })
    }
}
