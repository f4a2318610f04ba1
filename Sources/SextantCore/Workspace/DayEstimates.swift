import Foundation
import ItemBank
import Psychometrics
import QuizEngine

/// Today's estimates, stored so that the second start of a day needs no computation.
///
/// They hold for a key that names everything they rest on, except the model itself: a change of the model must raise the
/// number in the format mark. Deleting the file costs only time.
struct DayEstimates {
  private let file: SealedFile
  private let folder: String

  /// Names the file of an assessment's estimates.
  init(folder: URL, assessment: String) {
    self.folder = folder.path
    file = SealedFile(
      folder: folder.path, name: assessment, suffix: ".today", magic: "SXTDAY04", limit: 1 << 20)
  }

  /// The stored estimates; nil if there are none for this key, or the file is damaged.
  func load(key: String, framework: Framework, profile: String, grid: Grid) -> ScoreEstimates? {
    guard var reader = file.reader(), (try? reader.text()) == key else { return nil }
    func masses(_ reader: inout ByteReader) throws(IndexDamage) -> [[Double]] {
      try reader.list { reader throws(IndexDamage) in
        try reader.list { reader throws(IndexDamage) in try reader.double() }
      }
    }
    do {
      let overall = try reader.list { reader throws(IndexDamage) in
        WeightedEstimate.Component(
          weight: try reader.double(),
          distribution: NormalDistribution(mean: try reader.double(), sd: try reader.double()))
      }
      let (domains, skills) = (try masses(&reader), try masses(&reader))
      guard domains.count == framework.domains.count, skills.count == framework.skills.count,
        (domains + skills).allSatisfy({ $0.count == grid.count })
      else { return nil }
      return ScoreEstimates(
        ScoreEstimates.Abilities(
          overall: WeightedEstimate(components: overall),
          domains: domains.map { Estimate(masses: $0, grid: grid) },
          skills: skills.map { Estimate(masses: $0, grid: grid) }), framework: framework, profile: profile)
    } catch {
      return nil
    }
  }

  /// Stores estimates in place of those before; a cache that can't be written is no fault.
  func save(_ estimates: ScoreEstimates, key: String) {
    var writer = ByteWriter()
    writer.put(key)
    let abilities = estimates.withoutShift
    writer.put(abilities.overall.components) { writer, part in
      writer.put(part.weight)
      writer.put(part.distribution.mean)
      writer.put(part.distribution.sd)
    }
    for group in [abilities.domains, abilities.skills] {
      writer.put(group) { writer, estimate in writer.put(estimate.masses) { $0.put($1) } }
    }
    FileText.makeFolder(folder)
    file.write(writer.bytes)
  }
}

extension Workspace {
  /// The person's scores today: as stored if they still hold, otherwise computed and stored.
  func estimates(_ reading: ScoreReading) -> ScoreEstimates {
    let profile = reading.settings.profile
    let compute = { ScoreEstimates(reading.counted, pool: pool, profile: profile) }
    guard let cache, let key = reading.key else { return compute() }
    let stored = DayEstimates(folder: cache, assessment: framework.id)
    if let found = stored.load(key: key, framework: framework, profile: profile, grid: pool.grid) {
      return found
    }
    let fresh = compute()
    stored.save(fresh, key: key)
    return fresh
  }
}
