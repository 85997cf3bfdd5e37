import Testing

@testable import ComplianceReports

@Suite struct ContentUUIDTests {
    /// As Python's `uuid.uuid5(uuid.NAMESPACE_DNS, "www.example.com")` has it.
    @Test func asOthersMakeThem() {
        let namespace: [UInt8] = [
            0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
        ]
        let bytes = ContentUUID.bytes(in: namespace, of: "www.example.com")
        #expect(ContentUUID.text(of: bytes) == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    }

    @Test func partsAreToldApart() {
        #expect(ContentUUID.make(["ab", "c"]) != ContentUUID.make(["a", "bc"]))
        #expect(ContentUUID.make(["a"]) == ContentUUID.make(["a"]))
    }
}
