package import RuleChecker
import SourceText
import Synchronization

/// What profiles say, given the libraries and rules that are loaded: of each it is worked out once, whoever asks and however often.
package final class ProfileReadings: Sendable {
    /// What one profile says.
    struct Reading: Sendable {
        /// In the order of the profile.
        let controls: [ProfileResolution.ResolvedControl]
        /// What is wrong with the controls.
        let faults: [Diagnostic]
        let defaults: ProfileDefaults
    }

    let libraries: [ControlLibrary]
    let rules: [CheckedRule]
    let index: RuleIndex
    /// By the profile's file, which is kept with it, so that no other one takes its place.
    private let known = Mutex<[ObjectIdentifier: (file: SourceFile, reading: Reading)]>([:])

    package init(libraries: [ControlLibrary], rules: [CheckedRule]) {
        self.libraries = libraries
        self.rules = rules
        index = RuleIndex(rules)
    }

    func reading(of profile: Profile) -> Reading {
        // Who asks meanwhile would work out the same.
        known.withLock { known in
            let file = ObjectIdentifier(profile.file)
            if let known = known[file] { return known.reading }
            let (controls, faults) = ProfileResolution.controls(of: profile, in: libraries)
            let defaults = ProfileDefaults(of: profile, controls: controls.map(\.control), rules: rules, index: index)
            let reading = Reading(controls: controls, faults: faults, defaults: defaults)
            known[file] = (profile.file, reading)
            return reading
        }
    }
}
