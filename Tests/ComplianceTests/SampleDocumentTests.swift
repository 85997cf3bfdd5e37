import Compliance
import Foundation
import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Libraries, profiles and their parameters in the shapes that SCC's clients write, taken as they are.
@Suite struct SampleDocumentTests {
    private func json(_ text: String) throws -> Document {
        try JSONParser.document(SourceFile(name: "sample.json", text: text), keys: KeyTable())
    }

    /// As its documentation posts one with curl; counts that are none, a parent without a name, a specification without
    /// assessments.
    private static let postedLibrary = """
        {"id": "60351ac6-2dba-495e-9c98-057601069723", "account_id": "cg3335893hh1428692d6747cf300yeb5",
         "control_library_name": "Financial services", "control_library_description": "For banks",
         "control_library_type": "predefined", "version_group_label": "33fc7b80-0fa5-4f16-bbba-1f293f660f0d",
         "control_library_version": "1.1.0",
         "controls": [{"control_name": "SC-7", "control_id": "1fa45e17-9322-4e6c-bbd6-1c51db08e790",
           "control_description": "Boundary", "control_category": "Communications", "control_parent": "",
           "control_requirement": false, "control_tags": ["1fa45e17-9322-4e6c-bbd6-1c51db08e790"],
           "control_specifications_count": 0,
           "control_specifications": [{"control_specification_id": "5c7d6f88-a92f-4734-9b49-bd22b0900184",
             "responsibility": "user", "component_id": "iam-identity", "component_name": "IAM Identity Service",
             "environment": "ibm-cloud", "control_specification_description": "IBM cloud", "assessments_count": 0}],
           "control_docs": {"control_docs_id": "sc-7", "control_docs_type": "ibm-cloud"}}]}
        """

    /// As the command line and the SDKs send one: a parameter with a value, which means nothing in a library.
    private static let commandLineLibrary = """
        {"control_library_name": "Financial services", "control_library_description": "For banks",
         "control_library_type": "custom", "version_group_label": "33fc7b80-0fa5-4f16-bbba-1f293f660f0d",
         "control_library_version": "1.0.0", "latest": true, "controls_count": 38,
         "controls": [{"control_name": "SC-7", "control_id": "1fa45e17-9322-4e6c-bbd6-1c51db08e790",
           "control_description": "Boundary", "control_category": "Communications", "control_parent": "exampleString",
           "control_requirement": true, "status": "enabled",
           "control_specifications": [{"control_specification_id": "5c7d6f88-a92f-4734-9b49-bd22b0900184",
             "responsibility": "user", "component_id": "iam-identity", "component_name": "exampleString",
             "environment": "ibm-cloud", "control_specification_description": "IBM cloud", "assessments_count": 38,
             "assessments": [{"assessment_id": "rule-a637949b-7e51-46c4-afd4-b96619001bf1",
               "assessment_method": "ibm-cloud-rule", "assessment_type": "automated",
               "assessment_description": "Idle sessions end", "parameter_count": 38,
               "parameters": [{"parameter_name": "session_invalidation_in_seconds",
                 "parameter_display_name": "Sign out due to inactivity in seconds", "parameter_type": "numeric",
                 "parameter_value": "public"}]}]}],
           "control_docs": {"control_docs_id": "sc-7", "control_docs_type": "ibm-cloud"}}]}
        """

    /// As the service returns one: a severity, a method in the place of the type, counts and dates.
    private static let returnedLibrary = """
        {"id": "f3517159-889e-4781-819a-89d89b747c85", "account_id": "a", "control_library_name": "n",
         "control_library_description": "d", "control_library_type": "custom", "control_library_version": "0.0.0",
         "version_group_label": "g", "latest": true, "hierarchy_enabled": false, "controls_count": 1,
         "control_parents_count": 0, "created_by": "IBMid-1", "created_on": "2023-01-01T12:00:00.000Z",
         "updated_by": "IBMid-1", "updated_on": "2023-01-01T12:00:00.000Z",
         "controls": [{"control_name": "c", "control_id": "i", "control_description": "d", "control_category": "k",
           "control_parent": "p", "control_severity": "High", "control_tags": ["t"], "status": "disabled",
           "control_docs": {"control_docs_id": "x", "control_docs_type": "y"},
           "control_specifications": [{"id": "s", "responsibility": "user", "component_id": "is",
             "component_name": "VPC", "component_type": "account", "environment": "ibm-cloud", "description": "d",
             "assessments_count": 1, "assessments": [{"assessment_id": "382c2b06-e6b2-43ee-b189-c1c7743b67ee",
               "assessment_type": "ibm-cloud-rule", "assessment_method": "ibm-cloud-rule",
               "assessment_description": "d", "parameter_count": 1, "parameters": [{
                 "assessment_type": "Automated", "assessment_id": "rule-a637949b-7e51-46c4-afd4-b96619001bf1",
                 "parameter_name": "location", "parameter_display_name": "Location", "parameter_type": "string",
                 "parameter_value": "public"}]}]}]}]}
        """

    /// As Terraform's provider keeps one in its state, with the spelling of its own samples.
    private static let terraformLibrary = """
        {"id": "instance/f3517159", "instance_id": "instance", "control_library_id": "f3517159",
         "control_library_name": "control_library_name", "control_library_description": "d",
         "control_library_type": "custom", "control_library_version": "0.0.0", "version_group_label": "e0923045",
         "bss_account": "a", "latest": true, "controls_count": 1, "hierarchy_enabled": false, "control_parents_count": 0,
         "controls": [{"control_name": "control-name", "control_id": "1fa45e17", "control_description": "d",
           "control_category": "c", "control_parent": "", "control_tags": ["t"], "control_requirement": true,
           "status": "enabled", "control_docs": [{"control_docs_id": "d", "control_docs_type": "t"}],
           "control_specifications": [{"control_specification_id": "f3517159", "component_id": "f3517159",
             "componenet_name": "n", "environment": "ibm-cloud", "control_specification_description": "d",
             "assessments": [{"assessment_id": "rule-a637949b-7e51-46c4-afd4-b96619001bf1",
               "assessment_method": "ibm-cloud-rule", "assessment_type": "automated", "assessment_description": "d",
               "parameter_count": 1, "parameters": [{"parameter_display_name": "Sign out due to inactivity in seconds",
                 "parameter_name": "session_invalidation_in_seconds", "parameter_type": "numeric"}]}]}]}]}
        """

    @Test(arguments: [
        (postedLibrary, "1.1.0", "60351ac6-2dba-495e-9c98-057601069723"),
        (commandLineLibrary, "1.0.0", "Financial services"),
        (returnedLibrary, "0.0.0", "f3517159-889e-4781-819a-89d89b747c85"), (terraformLibrary, "0.0.0", "f3517159"),
    ])
    func librariesAreTaken(_ text: String, _ version: String, _ id: String) throws {
        let (library, diagnostics) = ControlLibraryReader.read(try json(text))
        #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
        #expect(library?.version == version)
        #expect(library?.id == id)
        #expect(library?.controls.count == 1)
    }

    /// The default parameters of a profile, in every spelling of a value that its samples have.
    private static let parameters = """
        [{"assessment_type": "Automated", "assessment_id": "rule-a637949b-7e51-46c4-afd4-b96619001bf1",
          "parameter_name": "session_invalidation_in_seconds", "parameter_default_value": "120",
          "parameter_display_name": "Sign out due to inactivity in seconds", "parameter_type": "numeric"},
         {"assessment_type": "automated", "assessment_id": "rule-e16fcfea-fe21-4d30-a721-423611481fea",
          "parameter_name": "tls_version", "parameter_default_value": "['1.2', '1.3']",
          "parameter_display_name": "IBM Cloud Internet Services TLS version", "parameter_type": "string_list"},
         {"assessment_id": "rule-c981bedc-1526-448c-836c-10b0e3a2b812", "parameter_name": "outbound_allowed_list",
          "parameter_default_value": "['0.0.0.0/0']", "parameter_type": "ip_list"},
         {"assessment_id": "rule-e16fcfea-fe21-4d30-a721-423611481fea", "parameter_name": "tls_version_json",
          "parameter_default_value": "[\\"1.2\\", \\"1.3\\"]", "parameter_type": "string_list"}]
        """

    @Test(arguments: [
        // As it is posted.
        """
        {"profile_name": "test_profile1", "profile_description": "d", "profile_type": "custom",
         "profile_version": "1.0.0", "version_group_label": "58a5922f-0763-485b-91ef-92cca4125d9d",
         "controls": [{"control_library_id": "e98a56ff-dc24-41d4-9875-1e188e2da6cd",
           "control_id": "1fa45e17-9322-4e6c-bbd6-1c51db08e790"}], "default_parameters": \(parameters)}
        """,
        // As the SDK's prototype has it: no version, which makes it 0.0.0.
        """
        {"profile_name": "test_profile1", "latest": false, "controls": [], "default_parameters": \(parameters)}
        """,
        // As it is returned.
        """
        {"id": "p", "profile_name": "n", "instance_id": "i", "hierarchy_enabled": false, "profile_description": "d",
         "profile_type": "predefined", "profile_version": "2.1.3-alpha", "version_group_label": "g", "latest": true,
         "created_by": "c", "created_on": "2023-01-01T12:00:00.000Z", "updated_by": "u",
         "updated_on": "2023-01-01T12:00:00.000Z", "controls_count": 1, "attachments_count": 16,
         "controls": [{"control_library_id": "l", "control_id": "i", "control_library_version": "1.0.0",
           "control_name": "n", "control_description": "d", "control_severity": "High", "control_category": "c",
           "control_parent": "", "control_requirement": true, "control_docs": {"control_docs_id": "d"},
           "control_specifications_count": 1, "control_specifications": [{"id": "s", "responsibility": "user",
             "assessments_count": 0, "assessments": []}]}], "default_parameters": \(parameters)}
        """,
        // As Terraform keeps it.
        """
        {"id": "i/p", "instance_id": "i", "profile_id": "p", "profile_name": "n", "profile_description": "d",
         "profile_type": "custom", "profile_version": "0.0.0", "latest": true,
         "controls": [{"control_library_id": "l", "control_id": "i", "control_docs": []}],
         "default_parameters": \(parameters)}
        """,
    ])
    func profilesAreTaken(_ text: String) throws {
        let (profile, diagnostics) = ProfileReader.read(try json(text))
        #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
        #expect(profile?.defaultParameters.count == 4)
        #expect(profile?.id != "i/p")
    }

    /// The same in YAML, which JSON is a part of.
    @Test(arguments: [postedLibrary, commandLineLibrary, returnedLibrary, terraformLibrary])
    func yamlIsReadAlike(_ text: String) throws {
        let (library, diagnostics) = ControlLibraryReader.read(try ExampleWorld.document(text))
        #expect(diagnostics.isEmpty)
        #expect(library?.controls.first?.specifications.count == 1)
    }

    // MARK: Beyond what SCC takes

    /// 1,200 controls, 100 specifications and 10 assessments are SCC's limits and not ours.
    @Test func largeLibrariesAreTaken() throws {
        let assessments = (1...11).map { #"{"assessment_id": "rule-\#($0)"}"# }.joined(separator: ", ")
        let specification = #"{"component_id": "is", "assessments": [\#(assessments)]}"#
        let specifications = Array(repeating: specification, count: 101).joined(separator: ", ")
        let controls = (1...1_201).map { number in
            let name = String(repeating: "n", count: 65)
            return
                #"{"control_name": "\#(name)\#(number)"\#(number == 1 ? #", "control_specifications": [\#(specifications)]"# : "")}"#
        }.joined(separator: ", ")
        let (library, diagnostics) = ControlLibraryReader.read(
            try json(#"{"control_library_name": "Large", "controls": [\#(controls)]}"#))
        #expect(diagnostics.isEmpty)
        #expect(library?.controls.count == 1_201)
        #expect(library?.controls.first?.assessments.count == 1_111)
    }
}
