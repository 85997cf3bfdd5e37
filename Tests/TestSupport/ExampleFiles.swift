/// The small world that the examples of the diagnostics' pages live in, as the files of a pack: two rules, two libraries,
/// their profiles and an inventory of one account.
package enum ExampleFiles {
    package static let rules = """
        rule cis_tls_version {
          id "rule-e16fcfea-fe21-4d30-a721-423611481fea"
          title "Zones accept only approved TLS versions"
          severity high
          param tls_version "TLS version": string_list that each is one of ["1.0", "1.1", "1.2", "1.3"] = ["1.2", "1.3"]
          for internet-svcs.zone
          require min_tls_version is one of tls_version
            else "the zone accepts TLS {min_tls_version}; allowed: {tls_version}"
        }

        rule needs_a_limit {
          title "A zone has few records"
          severity low
          param limit: numeric that is at least 1
          for internet-svcs.zone
          require record_count is at most limit
        }
        """

    package static let library = """
        control_library_name: Example
        controls:
          - control_name: "6.1.1"
            control_description: TLS 1.2 at least
            control_specifications:
              - assessments:
                  - assessment_id: rule-e16fcfea-fe21-4d30-a721-423611481fea
          - control_name: records
            control_specifications:
              - assessments:
                  - assessment_id: needs_a_limit
          - control_name: shared
          - control_name: by hand
        """

    package static let otherLibrary = "control_library_name: Other\ncontrols:\n  - control_name: shared\n"

    package static let profile = """
        profile_name: Example
        controls:
          - control_id: 6.1.1
          - control_id: by hand
        """

    package static let profileWithoutDefaults = """
        profile_name: Without defaults
        controls:
          - control_id: records
        latest: true
        """

    /// A profile that bounds a parameter; one in two versions, of which the first is deprecated; and two that share a name and
    /// nothing else.
    package static let furtherProfiles = [
        """
        profile_name: Bounded
        controls:
          - control_id: 6.1.1
        default_parameters:
          - assessment_id: cis_tls_version
            parameter_name: tls_version
            parameter_type: string_list
            parameter_default_value: "['1.2', '1.3']"
            parameter_constraint: each is one of ["1.2", "1.3"]
        """,
        """
        profile_name: Records
        profile_version: 1.0.0
        deprecated: true
        controls:
          - control_id: by hand
        """,
        """
        profile_name: Records
        profile_version: 2.0.0
        controls:
          - control_id: by hand
        """,
        """
        id: shared-a
        profile_name: Shared name
        profile_version: 1.0.0
        version_group_label: a
        controls:
          - control_id: by hand
        """,
        """
        id: shared-b
        profile_name: Shared name
        profile_version: 1.0.0
        version_group_label: b
        controls:
          - control_id: by hand
        """,
    ]

    package static let inventory = """
        - kind: internet-svcs.zone
          id: zone-1
          name: example.com
          account: acc1
          resource_group: prod
          properties: { min_tls_version: "1.1", record_count: 4 }
        - kind: internet-svcs.zone
          id: zone-2
          account: acc1
          resource_group: sandbox
          properties: { min_tls_version: "1.3", record_count: 2 }
        """
}
