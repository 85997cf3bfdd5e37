import RuleImporters
import Testing

@Suite struct SCCOperatorTests {
    @Test func thereAreTwentyThree() {
        #expect(SCCOperator.allCases.count == 23)
        #expect(SCCOperator(rawValue: "ips_in_range") == .addressesInRange)
    }
}
