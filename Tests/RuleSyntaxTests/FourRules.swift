/// The four rules that the language was designed around.
let fourRules = #"""
    define from_anywhere(c: ip) = c is one of ["0.0.0.0/0", "::/0"]

    rule security_group_ssh {
      id "rule-7c5f6385-67e4-4edf-bec8-c722558b2dec"
      title "No security group opens SSH to the internet"
      severity critical
      param ssh_port "Security group rule SSH allow port number": numeric that is between 1 and 65535 = 22
      for is.security-group
      forbid some r in rules where r.direction is "inbound" and r.protocol is one of ["tcp", "all", "any", "icmp_tcp_udp"]
        satisfies (r.remote is absent or (r.remote.cidr_block is present and from_anywhere(r.remote.cidr_block)))
              and ssh_port is between r.port_min default 1 and r.port_max default 65535
        else "rule {r.id} opens port {ssh_port} to the internet"
      fix "Restrict the rule's remote to the networks that need SSH."
    }

    rule cis_tls_version {
      id "rule-e16fcfea-fe21-4d30-a721-423611481fea"
      title "Internet Services zones accept only approved TLS versions"
      severity high
      param tls_version "IBM Cloud Internet Services TLS version": string_list
        that each is one of ["1.0", "1.1", "1.2", "1.3"] = ["1.2", "1.3"]
      for internet-svcs.zone
      require min_tls_version is one of tls_version
        else "the zone accepts TLS {min_tls_version}; allowed: {tls_version}"
      fix "Raise the zone's minimum TLS version."
    }

    rule unique_environment_names {
      title "No container defines one environment variable twice"
      severity low
      for k8s.Pod, k8s.apps.Deployment
      let pod = spec.template.spec default spec
      forbid some c in pod.containers, pod.initContainers default []
        satisfies some e in c.env default []
        satisfies at least 2 other in c.env where other.name is e.name
        else "container {c.name} defines {e.name} more than once"
    }

    rule bucket_blocks_public_access {
      title "Every bucket has a public access block"
      severity high
      for aws_s3_bucket
      require some b in resources of aws_s3_bucket_public_access_block where b.bucket is this.id
        satisfies b.block_public_acls is true and b.block_public_policy is true
    }
    """#
