import Foundation
import Interchange
import ItemBank
import TextLayout

/// The folder of a draft while items are added to it.
///
/// A new draft is written beside its place and moved there at the end, so nobody sees half of one.
struct DraftFolder {
  /// The folder as it was named.
  let path: String
  /// The identities of the items that are there already.
  let taken: [String]
  /// The skills of a draft that exists; nil for a new one.
  private let known: Set<String>?
  private let workFolder: String
  private var skills: [DraftAssessment.DraftSkill] = []
  private var names: Set<String> = []
  private var pages: [String: Page] = [:]
  private var count: Int

  /// The file that items of a skill are added to.
  private struct Page {
    var number = 1
    var size = 0
    var text = ""
    var isBegun = false
  }

  /// The largest file of items, and how much of one waits in memory.
  private static let pageSize = 3 << 20
  private static let waiting = 64 << 10
  private static let mostItems = 20_000

  /// Opens a draft, or begins one where there is nothing.
  ///
  /// - Throws: `CommandFailure` if the folder holds anything but a draft.
  init(_ path: String) throws {
    self.path = path
    guard FileText.exists(path) else {
      (known, taken, count) = (nil, [], 0)
      workFolder = path + ".part-" + String(UInt32.random(in: .min ... .max), radix: 36)
      return
    }
    let (parsed, _) = BankLoader.parse(assessment: URL(fileURLWithPath: path))
    guard let parsed else {
      throw CommandFailure(
        "\(path) exists and is no assessment that can be read; name a new folder", code: .cannotCreate)
    }
    guard parsed.content.framework.isDraft else {
      throw CommandFailure(
        "\(path) is a finished assessment, and imported questions lack reasons and sources; import them into a new "
          + "folder, finish them there, and move them", code: .cannotCreate)
    }
    known = Set(parsed.content.framework.skills.map(\.id))
    let items = parsed.items + parsed.refused
    (taken, count) = (items.map(\.id), items.count)
    workFolder = path
    for skill in known ?? [] { pages[skill] = Self.page(after: skill, in: path) }
  }

  /// The first page of a skill that has no file yet.
  private static func page(after skill: String, in path: String) -> Page {
    var page = Page()
    while FileText.exists(path + "/" + name(skill, page.number)) { page.number += 1 }
    return page
  }

  private static func name(_ skill: String, _ number: Int) -> String {
    let parts = skill.split(separator: ".", maxSplits: 1)
    return "items/\(parts[0])/\(parts.last ?? "")" + (number == 1 ? "" : "-page-\(number)") + ".yaml"
  }

  /// Why an item can't be added; nil if it can.
  func reason(against converted: ItemConversion.Converted) -> String? {
    if count >= Self.mostItems {
      return "an assessment holds at most \(Self.mostItems) items; import it in parts"
    }
    if let known, !known.contains(converted.item.skill) {
      return "the draft has no skill \(converted.item.skill); name one of its skills with --skill or --map"
    }
    return nil
  }

  /// Adds an item.
  mutating func add(_ converted: ItemConversion.Converted, origin: String) throws {
    let skill = converted.item.skill
    if names.insert(skill).inserted {
      skills.append(DraftAssessment.DraftSkill(id: skill, name: converted.skillName))
    }
    let text = ItemText.entry(
      converted.item, assumed: converted.assumed, origin: ForbiddenCharacters.removed(from: origin))
    var page = pages.removeValue(forKey: skill) ?? Page()
    if page.size + text.utf8.count > Self.pageSize {
      try write(&page, of: skill)
      page = Page(number: page.number + 1)
    }
    if page.size == 0 { page.text = DraftAssessment.itemHead(skill: skill) }
    page.text += text
    page.size += text.utf8.count
    if page.text.utf8.count >= Self.waiting { try write(&page, of: skill) }
    pages[skill] = page
    count += 1
  }

  private func write(_ page: inout Page, of skill: String) throws {
    guard !page.text.isEmpty else { return }
    let file = workFolder + "/" + Self.name(skill, page.number)
    if !page.isBegun {
      FileText.makeFolder(String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]))
      try FileText.create(file, with: Array(page.text.utf8))
      page.isBegun = true
    } else {
      try FileText.append(file, Array(page.text.utf8))
    }
    page.text = ""
  }

  /// Writes what waits, and moves a new draft to its place.
  ///
  /// - Returns: False if there are no items, and then nothing is left behind.
  mutating func finish() throws -> Bool {
    for (skill, page) in pages.sorted(by: { $0.key < $1.key }) {
      var page = page
      try write(&page, of: skill)
    }
    guard !skills.isEmpty else { return false }
    guard known == nil else { return true }
    let name = path.split(separator: "/").last.map(String.init) ?? "draft"
    let id = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let identity = String(String(id).split(separator: "-").joined(separator: "-").prefix(60))
    let draft = DraftAssessment(
      id: identity.isEmpty ? "draft" : identity, name: ForbiddenCharacters.removed(from: name), skills: skills
    )
    try FileText.create(workFolder + "/" + "assessment.yaml", with: Array(draft.assessment.utf8))
    try FileText.create(workFolder + "/" + "roadmap.yaml", with: Array(draft.roadmap.utf8))
    do {
      try FileManager.default.moveItem(atPath: workFolder, toPath: path)
    } catch {
      throw CommandFailure("\(path) can't be created; the draft is in \(workFolder)", code: .cannotCreate)
    }
    return true
  }
}
