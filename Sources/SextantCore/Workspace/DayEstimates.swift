import Foundation
import ItemBank
import Psychometrics
import QuizEngine

/// Today's estimates, stored so that the second start of a day needs no computation.
///
/// They hold for a key that names everything they rest on, except the model itself: a change of the model must raise the
/// number in the format mark. Deleting the file costs only time.
struct DayEstimates {
  /// The estimates with the key they hold for.
  typealias Stored = (key: String, estimates: ScoreEstimates)

  private let file: SealedFile
  private let folder: String

  /// Names the file of an assessment's estimates.
  init(folder: String, assessment: String) {
    self.folder = folder
    file = SealedFile(
      folder: folder, name: assessment, suffix: ".today", magic: "SXTDAY09", limit: 1 << 20)
  }

  /// The stored estimates with the key they hold for; nil if the file is missing or damaged.
  ///
  /// The bank isn't needed, so that they can be read while it is being opened.
  func load(grid: Grid = .standard) -> Stored? {
    guard var reader = file.reader() else { return nil }
    func masses(_ reader: inout ByteReader) throws(IndexDamage) -> [[Double]] {
      try reader.list { reader throws(IndexDamage) in try reader.doubles() }
    }
    do {
      let key = try reader.text()
      let (target, shift) = (try reader.double(), try reader.double())
      let overall = try reader.list { reader throws(IndexDamage) in
        WeightedEstimate.Component(
          weight: try reader.double(),
          distribution: NormalDistribution(mean: try reader.double(), sd: try reader.double()))
      }
      let (domains, skills) = (try masses(&reader), try masses(&reader))
      guard (domains + skills).allSatisfy({ $0.count == grid.count }) else { return nil }
      let abilities = ScoreEstimates.Abilities(
        overall: WeightedEstimate(components: overall),
        domains: domains.map { Estimate(masses: $0, grid: grid) },
        skills: skills.map { Estimate(masses: $0, grid: grid) })
      return (key, ScoreEstimates(abilities, shiftOfOverall: shift, target: target))
    } catch {
      return nil
    }
  }

  /// Stores estimates in place of those before; a cache that can't be written is no fault.
  func save(_ estimates: ScoreEstimates, key: String) {
    var writer = ByteWriter()
    writer.put(key)
    writer.put(estimates.target)
    writer.put(estimates.shiftOfOverall)
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
  /// The file of today's estimates; nil if nothing is cached.
  var dayEstimates: DayEstimates? {
    cachePath.map { DayEstimates(folder: $0, assessment: framework.id) }
  }

  /// The person's scores today: as stored if they still hold, otherwise computed and stored.
  ///
  /// - Parameter early: Stored estimates, if they were read before.
  func estimates(
    _ reading: ScoreReading, early: DayEstimates.Stored? = nil
  ) -> ScoreEstimates {
    let profile = reading.settings.profile
    let compute = { ScoreEstimates(reading.counted, pool: pool, profile: profile) }
    guard let stored = dayEstimates, let key = reading.key else { return compute() }
    if let found = early ?? stored.load(), found.key == key,
      found.estimates.domains.count == framework.domains.count,
      found.estimates.skills.count == framework.skills.count
    {
      return found.estimates
    }
    let fresh = compute()
    stored.save(fresh, key: key)
    return fresh
  }
}
