import ResourceReaders
import SourceText
import Testing

/// What a template refers to and does not declare is said, with its place and what was probably meant.
@Suite struct TemplateReferenceTests {
    private static let head = """
        Parameters:
          Stage: { Type: String }
        Mappings:
          Sizes: { prod: { cpu: 4 } }
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
        Resources:
          Logs: { Type: "AWS::S3::Bucket" }
          A:
            Type: AWS::S3::Bucket

        """

    /// Of a template whose bucket A has this line, the eleventh.
    private func faults(of line: String) -> [Diagnostic] {
        read("\(Self.head)    \(line)\n", name: "t.yaml").diagnostics
    }

    @Test(arguments: [
        ("Properties: { P: !Ref Stge }", "11:27", "'Stge' is no parameter or resource of the template", "Stage"),
        ("Properties: { P: !Ref Lgs }", "11:27", "'Lgs' is no parameter or resource of the template", "Logs"),
        ("Properties: { P: [{ q: !GetAtt Logz.Arn }] }", "11:36", "'Logz' is no resource of the template", "Logs"),
        ("Properties: { P: { 'Fn::GetAtt': [Logz, Arn] } }", "11:39", "'Logz' is no resource of the template", "Logs"),
        (
            "Properties: { P: !Sub 'x-${Logz}-y' }", "11:30", "'Logz' is no parameter or resource of the template",
            "Logs"
        ),
        ("Properties: { P: !Sub 'x-${Logz.Arn}' }", "11:30", "'Logz' is no resource of the template", "Logs"),
        (
            "Properties: { P: !Sub ['${a}${Stag}', { a: 1 }] }", "11:33",
            "'Stag' is no parameter or resource of the template", "Stage"
        ),
        (
            "Properties: { P: !Sub ['${a}', { a: !Ref Stag }] }", "11:46",
            "'Stag' is no parameter or resource of the template", "Stage"
        ),
        ("Properties: { P: !Ref 'AWS::Regoin' }", "11:27", "'AWS::Regoin' is no pseudo parameter", "AWS::Region"),
        ("Properties: { P: !If [IsProdd, 1, 2] }", "11:27", "'IsProdd' is no condition of the template", "IsProd"),
        (
            "Properties: { P: !If [IsProd, 1, !Ref Logz] }", "11:43",
            "'Logz' is no parameter or resource of the template", "Logs"
        ),
        ("Properties: { P: !FindInMap [Size, prod, cpu] }", "11:34", "'Size' is no mapping of the template", "Sizes"),
        ("Condition: IsPrd", "11:16", "'IsPrd' is no condition of the template", "IsProd"),
        ("DependsOn: Logz", "11:16", "'Logz' is no resource of the template", "Logs"),
        ("DependsOn: [Logs, Logz]", "11:23", "'Logz' is no resource of the template", "Logs"),
        ("Metadata: { x: !Ref Logz }", "11:25", "'Logz' is no parameter or resource of the template", "Logs"),
    ])
    func aNameThatNobodyDeclaresIsSaid(_ line: String, _ place: String, _ message: String, _ meant: String) {
        let faults = faults(of: line)
        #expect(places(faults) == ["t.yaml:\(place) W2231"])
        #expect(faults.map(\.message) == [message])
        #expect(faults.first?.hint == "did you mean '\(meant)'?")
    }

    @Test(arguments: [
        "Properties: { P: !Ref Stage, Q: !Ref Logs, R: !Ref A, S: !GetAtt Logs.Arn }",
        "Properties: { P: !Ref 'AWS::NoValue', Q: !Sub '${AWS::Region}-${Stage}-${Logs}-${Logs.Arn}-${!Nobody}' }",
        "Properties: { P: !Sub ['${own}', { own: 1 }], Q: !FindInMap [Sizes, prod, cpu], R: !If [IsProd, 1, 2] }",
        "Properties: { P: !FindInMap [!Ref Stage, prod, cpu], Q: !FindInMap [None, a, b, { DefaultValue: 1 }] }",
        "Properties: { P: !GetAtt [Logs, !Ref Stage], Q: { Ref: Nobody, other: 1 }, R: { Condition: Nobody } }",
        "Properties: { P: !Transform { Name: M, Parameters: { a: !Ref Nobody } }, Q: !ImportValue Nobody }",
        "Condition: IsProd",
        "DependsOn: [Logs]",
    ])
    func whatIsDeclaredIsNoFault(_ line: String) { #expect(faults(of: line).isEmpty) }

    /// One word for one name, wherever it stands; the first three places are shown.
    @Test func aNameIsSaidOnce() throws {
        let faults = faults(of: "Properties: { P: !Ref Logz, Q: !Ref Logz, R: !Ref Logz, S: !Ref Logz }")
        #expect(places(faults) == ["t.yaml:11:27 W2231"])
        #expect(faults.first?.secondary.map(\.place.position.column) == [41, 55])
    }

    /// The name of a parameter is no resource's.
    @Test func anAttributeOfAParameterIsSaid() {
        let faults = faults(of: "Properties: { P: !GetAtt Stage.Value }")
        #expect(faults.map(\.hint) == ["it is a parameter; 'Ref' gives its value"])
    }

    @Test func outputsAndConditionsAreLookedAt() {
        let reading = read(
            """
            Conditions:
              One: !Equals [!Ref Nobody, a]
              Two: !And [!Condition Onne, !Not [!Condition Wto]]
              Three: !Condition Thre
            Resources:
              Logs: { Type: "AWS::S3::Bucket" }
            Outputs:
              Name: { Value: !GetAtt Lgs.Arn, Condition: Tow, Export: { Name: !Sub "${Stack}" } }
            """, name: "t.yaml")
        #expect(
            reading.diagnostics.map(\.message) == [
                "'Lgs' is no resource of the template", "'Tow' is no condition of the template",
                "'Stack' is no parameter or resource of the template",
                "'Nobody' is no parameter or resource of the template", "'Onne' is no condition of the template",
                "'Wto' is no condition of the template", "'Thre' is no condition of the template",
            ])
    }

    /// SAM makes resources of its own: roles, stages, deployments, versions, the implicit interface.
    @Test func whatSAMMakesIsNoFault() {
        let reading = read(
            """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function: { Environment: { Variables: { ROLE: !Ref MainRole, NO: !Ref Mian } } }
            Resources:
              Main: { Type: AWS::Serverless::Function, Properties: { Role: !GetAtt MainRole.Arn } }
              Front: { Type: AWS::Serverless::Api }
            Outputs:
              A: { Value: !Sub "https://${ServerlessRestApi}.${AWS::URLSuffix}/${ServerlessRestApiProdStage}" }
              B: { Value: !Ref Main.Version }
              C: { Value: !Ref FrontDeployment5332c373d4 }
              D: { Value: !Sub "${Main.Alias}" }
            """, name: "t.yaml")
        #expect(reading.diagnostics.map(\.message) == ["'Mian' is no parameter or resource of the template"])
        #expect(reading.diagnostics.first?.hint == "did you mean 'Main'?")
    }

    /// A module's resources are called by its name and theirs.
    @Test func whatAModuleHoldsIsNoFault() {
        let reading = read(
            """
            Resources:
              My: { Type: "Org::S3::Bucket::MODULE" }
              A: { Type: "AWS::SNS::Topic", DependsOn: MyBucket, Properties: { P: !GetAtt My.Bucket.Arn, Q: !Ref MyBucket } }
            """, name: "t.yaml")
        #expect(reading.codes == ["W2247"])
    }

    /// Names of a loop's turns are known, those that its variable makes within it are not looked at.
    @Test func loopsDeclareAndBind() {
        let reading = read(
            """
            Transform: AWS::LanguageExtensions
            Resources:
              "Fn::ForEach::L":
                - N
                - [a, b]
                - "Bucket${N}":
                    Type: AWS::S3::Bucket
                    Condition: "Has${N}"
                    DependsOn: "Topic${N}"
                    Properties: { P: !Ref N, Q: !GetAtt ["Topic${N}", Arn], R: !Sub "${N}-${Bucketa}", S: !Ref M }
              A: { Type: "AWS::SNS::Topic", Properties: { P: !Ref Bucketa, Q: !Ref Bucketc, R: !Ref N } }
            """, name: "t.yaml")
        #expect(
            reading.diagnostics.map(\.message) == [
                "'M' is no parameter or resource of the template",
                "'Bucketc' is no parameter or resource of the template",
                "'N' is no parameter or resource of the template",
            ])
    }

    /// A macro, an included text and a loop that nobody can follow may declare anything.
    @Test(arguments: [
        "Transform: MyMacro", "Transform: [AWS::LanguageExtensions, MyMacro]",
        "Transform: { Name: AWS::Include, Parameters: { Location: s3 } }",
        "Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3 } }",
    ])
    func whatAMacroDeclaresNobodyKnows(_ transform: String) {
        let resources = "Resources:\n  A: { Type: AWS::SNS::Topic, Condition: C, Properties: { P: !Ref B } }\n"
        #expect(read("\(transform)\n\(resources)", name: "t.yaml").codes == ["W2247"])
    }

    @Test func sectionsMayBeOpen() {
        let reading = read(
            """
            Conditions: { "Fn::Transform": { Name: AWS::Include } }
            Mappings: { "Fn::Transform": { Name: AWS::Include } }
            Resources:
              A: { Type: "AWS::SNS::Topic", Condition: C, Properties: { P: !FindInMap [M, a, b], Q: !Ref B } }
            """, name: "t.yaml")
        #expect(reading.diagnostics.map(\.message) == ["'B' is no parameter or resource of the template"])
    }

    /// The value is unknown, so nothing passes because of it.
    @Test func theValueStaysUndetermined() throws {
        let reading = read(
            "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Condition: No\n    Properties: { P: !If [No, 1, 2], Q: !Ref B }\n",
            name: "t.yaml")
        #expect(reading.codes == ["W2231", "W2231"])
        #expect(try reading.resource("A").value("P") == "?!If [No, 1, 2]")
        #expect(try reading.resource("A").value("Q") == "?!Ref B")
    }
}
