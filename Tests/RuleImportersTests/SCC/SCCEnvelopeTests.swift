import RuleImporters
import SourceText
import Testing

/// The same rule, in whatever a client leaves it in.
@Suite struct SCCEnvelopeTests {
    private static let target = #"{"service_name": "iam-groups", "resource_kind": "service"}"#
    private static let test = #"{"property": "public_access_enabled", "operator": "is_false"}"#
    private static let rule = #"{"description": "No public groups", "target": \#(target), "required_config": \#(test)}"#

    @Test(arguments: [
        rule, "[\(rule)]", #"{"rules": [\#(rule)], "limit": 50, "total_count": 1, "first": {"href": "x"}}"#,
        #"{"result": \#(rule), "headers": {}, "status_code": 200}"#,
        #"{"StatusCode": 200, "Headers": {}, "Result": {"rules": [\#(rule)]}, "RawResult": null}"#,
        #"{"rules": [{"request_id": "1", "rule": \#(rule)}]}"#, #"{"rule": \#(rule), "status_code": 201}"#,
        // Terraform's state: blocks are lists, and what is not set is empty.
        #"""
        {"description": "No public groups", "version": null, "import": [], "labels": null,
         "target": [{"service_name": "iam-groups", "resource_kind": "service", "additional_target_attributes": []}],
         "required_config": [{"description": "", "property": "", "operator": "", "value": "", "or": [], "any": [],
           "all_if": [], "and": [{"property": "public_access_enabled", "operator": "is_false", "value": "", "and": []}]}]}
        """#,
    ])
    func isReadAlike(_ json: String) {
        let imported = SCCImport(json)
        #expect(imported.diagnostics.map(\.message) == [])
        #expect(imported.rules.map(\.text) == SCCImport(Self.rule).rules.map(\.text))
        #expect(imported.faults() == [])
    }

    @Test func aRuleOf2021KeepsItsNameAndSaysWhatItLoses() {
        let imported = SCCImport(
            #"""
            {"rules": [{"request_id": "3cebc877", "rule": {
              "account_id": "efdb1b54", "name": "Disable public access", "description": "Nobody from outside",
              "rule_id": "rule-1", "rule_type": "user_defined", "target": \#(Self.target),
              "required_config": {"description": "Public access check", "and": [\#(Self.test)]},
              "enforcement_actions": [{"action": "disallow"}], "labels": ["IAM"], "number_of_attachments": 3}}]}
            """#)
        #expect(imported.diagnostics.map(\.kind.code) == ["W6009"])
        #expect(
            imported.rules.map(\.text) == [
                """
                rule disable_public_access {
                  id "rule-1"
                  title "Disable public access"
                  description "Nobody from outside\\nPublic access check"
                  tags "IAM", "type:user_defined"
                  for iam-groups.service

                  require public_access_enabled is false
                }

                """
            ])
        #expect(imported.faults() == [])
    }

    @Test func theFiguresNameWhatWasLeftOut() {
        let bad = Self.rule.replacing("is_false", with: "is_flase")
        #expect(
            SCCImport("[\(Self.rule), \(bad), \(Self.rule)]").figures.description
                == "3 rules read: carried over 2, and 2 of 3 conditions")
    }

    @Test func aParameterIsDeclaredOnce() {
        let quota = #"{"name": "quota", "type": "numeric"}"#
        let imported = SCCImport(
            #"{"description": "d", "import": {"parameters": [\#(quota), \#(quota)]}, "target": \#(Self.target), "required_config": \#(Self.test)}"#
        )
        #expect(imported.diagnostics.map(\.message) == ["the parameter 'quota' is declared twice"])
    }
}
