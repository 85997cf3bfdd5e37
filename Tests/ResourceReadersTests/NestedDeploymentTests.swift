import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// The templates inside of deployments.
@Suite struct NestedDeploymentTests {
    private static let schema =
        #""$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#""#

    private func template(scope: String) -> String {
        """
        {\(Self.schema),
         "parameters": {"tls": {"type": "string", "defaultValue": "TLS1_2"}},
         "resources": [
          {"type": "microsoft.resources/deployments", "name": "inside", "properties": {\(scope)
            "parameters": {"tls": {"value": "[parameters('tls')]"}, "pass": {"value": "s3cret"}},
            "template": {
             "parameters": {"tls": {"type": "string", "defaultValue": "TLS1_0"}, "pass": {"type": "secureString"},
                            "size": {"type": "int", "defaultValue": 3}},
             "resources": [
              {"type": "Microsoft.Storage/storageAccounts", "name": "logs",
               "properties": {"minimumTlsVersion": "[parameters('tls')]", "size": "[parameters('size')]",
                              "pass": "[parameters('pass')]"}}]}}}]}
        """
    }

    @Test func anInnerScopeSeesWhatItIsGiven() throws {
        let scope = #""expressionEvaluationOptions": {"scope": "inner"},"#
        let reading = read(template(scope: scope), name: "t.json")
        #expect(reading.diagnostics.isEmpty)
        #expect(
            reading.resources.map(\.kind) == ["Microsoft.Resources/deployments", "Microsoft.Storage/storageAccounts"])
        let account = try #require(reading.resources.last)
        #expect(account.id == "Microsoft.Resources/deployments/inside/Microsoft.Storage/storageAccounts/logs")
        #expect(account.value("properties", "minimumTlsVersion") == "\"TLS1_2\"")
        #expect(account.value("properties", "size") == "3")
        #expect(account.place("properties", "size") == "11:75")
        #expect(account.document.source.hasMask)
    }

    @Test func anOuterScopeSeesTheTemplateAround() throws {
        let account = try #require(read(template(scope: ""), name: "t.json").resources.last)
        #expect(account.value("properties", "minimumTlsVersion") == "\"TLS1_2\"")
        #expect(account.value("properties", "size") == "?[parameters('size')]")
    }

    @Test func aLinkedTemplateIsAnError() {
        let text = """
            {\(Self.schema), "resources": [{"type": "Microsoft.Resources/deployments", "name": "away",
              "properties": {"templateLink": {"uri": "https://example.org/t.json"}}}]}
            """
        #expect(read(text, name: "t.json").codes == ["E2222"])
    }

    @Test func whatExistsIsDeployedByAnother() {
        let text = """
            {\(Self.schema), "languageVersion": "2.0", "resources": {
              "vault": {"existing": true, "type": "Microsoft.KeyVault/vaults", "name": "keys"},
              "logs": {"type": "Microsoft.Storage/storageAccounts", "name": "logs"}}}
            """
        #expect(read(text, name: "t.json").resources.map(\.name) == ["logs"])
    }
}
