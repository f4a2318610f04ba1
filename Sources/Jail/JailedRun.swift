/// A program to run in the jail, and what came of it.
package enum JailedRun {
  /// A program, what it may use, and what it gets.
  package struct Request: Sendable, Equatable {
    /// The path of the program.
    package var program: String
    /// Its arguments, without its name.
    package var arguments: [String]
    /// Where it works.
    package var folder: Folder
    /// Files and folders that it can read and run, besides the system's programs and libraries.
    package var readable: [String]
    /// Variables, besides the few that the jail sets.
    package var environment: [String: String]
    /// What it reads from standard input.
    package var input: [UInt8]
    /// What it may use.
    package var limits: Limits

    /// Creates a request.
    package init(
      program: String, arguments: [String] = [], folder: Folder = .fresh(), readable: [String] = [],
      environment: [String: String] = [:], input: [UInt8] = [], limits: Limits = Limits()
    ) {
      self.program = program
      self.arguments = arguments
      self.folder = folder
      self.readable = readable
      self.environment = environment
      self.input = input
      self.limits = limits
    }
  }

  /// The one folder that a program can write, in which it starts.
  package enum Folder: Sendable, Equatable {
    /// A new folder with copies of these files, and of what is in these folders; it goes when the run ends.
    case fresh(copies: [String] = [])
    /// A folder that is there, and stays.
    case kept(String)
  }

  /// What a program may use.
  package struct Limits: Sendable, Equatable {
    /// Seconds of a processor, of all its processes together.
    package var processorSeconds = 10.0
    /// Seconds on the clock.
    package var seconds = 60.0
    /// Bytes of memory, of each process and of all together.
    package var memory = 1 << 30
    /// Bytes of one file.
    package var fileSize = 16 << 20
    /// Files and folders in the folder.
    package var files = 1000
    /// Bytes of all files in the folder.
    package var total = 64 << 20
    /// Bytes of standard output and standard error together.
    package var output = 1 << 20
    /// Open files of each process.
    package var openFiles = 128
    /// Processes at once; 1 forbids it to start others.
    package var processes = 32

    /// Creates the default limits.
    package init() {}
  }

  /// A limit that ended a run.
  package enum Limit: String, Sendable, Equatable, Decodable {
    case processorTime = "cpu"
    case time = "wall"
    case memory
    case output
    case files
    case processes
    /// The caller ended it, or went away.
    case cancelled
  }

  /// How the program itself ended.
  package enum Ending: Sendable, Equatable {
    case exited(status: Int)
    case signalled(number: Int)
  }

  /// What came of a run.
  package struct Result: Sendable, Equatable {
    /// How the program ended.
    package var ending: Ending
    /// The limit that ended it; nil if it ended by itself.
    package var limit: Limit?
    /// Its standard output, within the limit.
    package var output: [UInt8]
    /// Its standard error, within the limit.
    package var errors: [UInt8]
    /// The milliseconds that it took.
    package var milliseconds: Int
    /// The milliseconds of a processor that all its processes used.
    package var processorMilliseconds: Int
    /// The kibibytes of memory that its largest process used.
    package var peakKibibytes: Int
    /// The version of Landlock that confined it.
    package var landlock: Int

    /// True if it ended by itself, with status 0.
    package var isSuccess: Bool { limit == nil && ending == .exited(status: 0) }
  }
}
