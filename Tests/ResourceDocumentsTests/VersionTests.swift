import ResourceDocuments
import Testing

@Suite struct VersionTests {
    /// From the oldest on; the pre-releases are SemVer's own chain (11.4).
    static let ascending = [
        "0", "0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
        "1.0.0-rc.1", "1.0.0",
        "1.0.0.1", "1.0.1", "1.2", "1.9", "1.10", "1.31.4", "1.31.4_1530", "1.31.4_1531", "1.31.5", "2.0.0-0",
        "2.0.0-x", "2",
        "4.15.9_1545_openshift", "4.15.10_1_openshift", "15", "18446744073709551616", "99999999999999999999999999.1",
    ]

    @Test func areInOrder() throws {
        let versions = try Self.ascending.map { try #require(VersionNumber($0), "\($0)") }
        for (left, first) in versions.enumerated() {
            for (right, second) in versions.enumerated() {
                #expect((first < second) == (left < right), "\(first) < \(second)")
                #expect((first == second) == (left == right), "\(first) == \(second)")
            }
        }
    }

    @Test(arguments: [
        ("1", "1.0.0"), ("1.2", "v1.2"), ("1.2", "V1.2.0"), ("1.2.3", "1.2.3+build.5"), ("1.02", "1.2"), ("0", "0.0"),
        ("1.0-01", "1-1"),
        ("1.31.4_0", "1.31.4"), ("4.15_openshift", "4.15"), ("1.0.0-a.b+c", "v1-a.b"),
    ])
    func areEqual(_ left: String, _ right: String) throws {
        let first = try #require(VersionNumber(left))
        let second = try #require(VersionNumber(right))
        #expect(first == second)
        #expect(first.hashValue == second.hashValue)
    }

    @Test(arguments: [
        "", "v", "vv1", "1.", ".1", "1..2", "1.x", "1.2.x", "1.2-", "1.2+", "1.2-a..b", "1 .2", "1.2 ", " 1", "latest",
        "-1", "1.2-ä", "1.2_", "1.2_a_b",
        "1.2_a-b_c", "1,2", "١.٢",
    ])
    func isNoVersion(_ text: String) { #expect(VersionNumber(text) == nil) }

    @Test func isWrittenAsItWasRead() throws {
        #expect(try #require(VersionNumber("v1.31.4_1530")).description == "v1.31.4_1530")
    }
}

@Suite struct QuantityTests {
    @Test(arguments: [
        ("500m", "0.5"), ("2Gi", "2147483648"), ("1e3", "1000"), ("1E3", "1000"), ("1E", "1000000000000000000"),
        ("1k", "1000"), ("1Ki", "1024"),
        ("1.5Mi", "1572864"), ("0.1Ei", "115292150460684697.6"), ("100", "100"), ("-5", "-5"), ("+5", "5"),
        (".5", "0.5"), ("5.", "5"),
        ("5.k", "5000"), ("1n", "0.000000001"), ("3u", "0.000003"), ("12e-2", "0.12"), ("1e+2", "100"), ("007", "7"),
        ("0", "0"), ("000", "0"),
        ("1Pi", "1125899906842624"), ("1Ti", "1099511627776"), ("2T", "2000000000000"), ("1P", "1000000000000000"),
        ("4M", "4000000"),
        ("9G", "9000000000"), ("99999999999999999999Ki", "102399999999999999998976"),
    ])
    func isRead(_ text: String, _ value: String) { #expect(Quantity.parse(text) == ExactNumber(value)) }

    @Test(arguments: [
        "", "m", "Gi", ".", "+", "-", "+-5", "--5", "5-", "1.2.3", "1 Gi", "1gi", "1KI", "1K", "1g", "1e", "1e5m", "e3",
        "1ee3", "1e--3", "1e3.5", "1mi", "½",
        "1e99999",
    ])
    func isNoQuantity(_ text: String) { #expect(Quantity.parse(text) == nil) }
}
