import Foundation
import Jail

/// Where a Python and its libraries are: what a program in the jail must be able to read.
struct PythonPlaces: Sendable, Equatable {
  /// The interpreter itself; what was named may be a script that finds it.
  var interpreter: String
  /// Folders and files, without those that the jail opens anyway.
  var readable: [String]
  /// The folder of the libraries that were installed for this account alone; nil if there is none.
  var personal: String?

  private struct Answer: Decodable {
    var interpreter: String
    var places: [String]
    var personal: String?
  }

  /// Prints the places.
  ///
  /// It holds nothing of a bank, so it may run outside of the jail, which doesn't know them yet.
  private static let question = """
    import json, os, site, sys
    personal = site.getusersitepackages()
    print(json.dumps({
        "interpreter": sys.executable,
        "places": [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.executable, os.path.realpath(sys.executable),
                   *(path for path in sys.path if os.path.exists(path))],
        "personal": personal if os.path.isdir(personal) else None}))
    """

  /// Asks an interpreter.
  ///
  /// - Throws: `VerificationError.noInterpreter` if it doesn't start or doesn't answer.
  init(interpreter: String) throws(VerificationError) {
    guard FileManager.default.isExecutableFile(atPath: interpreter) else {
      throw .noInterpreter(path: interpreter, reason: "it is no program")
    }
    guard let output = TrustedProgram.output(of: interpreter, ["-I", "-c", Self.question]),
      let answer = try? JSONDecoder().decode(Answer.self, from: Data(output))
    else { throw .noInterpreter(path: interpreter, reason: "it doesn't answer as Python does") }
    self.interpreter = answer.interpreter
    personal = answer.personal
    readable = Self.least(answer.places + (answer.personal.map { [$0] } ?? []), home: NSHomeDirectory())
  }

  /// Without what the jail opens anyway, what lies in another one, and what would open all files of a person.
  static func least(_ places: [String], home: String) -> [String] {
    let system = [
      "/usr/bin", "/usr/lib", "/usr/lib64", "/usr/local/bin", "/usr/local/lib", "/bin", "/lib", "/lib64",
    ]
    let wanted = Set(places.map { URL(fileURLWithPath: $0).standardized.path }).filter { place in
      !["/usr", "/usr/local"].contains(place) && !isInside(home, place)
        && !system.contains { isInside(place, $0) }
    }
    return wanted.filter { place in !wanted.contains { $0 != place && isInside(place, $0) } }.sorted()
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
