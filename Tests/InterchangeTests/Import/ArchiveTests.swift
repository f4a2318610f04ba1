import Foundation
import Interchange
import Testing

@Suite struct ArchiveTests {
  /// Runs Python, which can write archives that a careful program never would.
  private static func archive(_ program: String) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", "import zipfile, sqlite3, json, os\nos.chdir('\(folder.path)')\n" + program,
    ]
    try process.run()
    process.waitUntilExit()
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent("a.zip")))
  }

  private static let item =
    "<assessmentItem identifier='i' title='T'><responseDeclaration identifier='R' cardinality='single'><correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody><p>Which?</p><choiceInteraction responseIdentifier='R'><simpleChoice identifier='A'>a</simpleChoice><simpleChoice identifier='B'>b</simpleChoice></choiceInteraction></itemBody></assessmentItem>"

  @Test func packagesAreRead() throws {
    let bytes = try Self.archive(
      """
      z = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED)
      z.writestr('imsmanifest.xml', '<manifest/>')
      z.writestr('items/one.xml', \"\"\"\(Self.item)\"\"\")
      z.writestr('items/a.png', 'x')
      z.close()
      """)
    let entries = try Reading.entries(bytes)
    #expect(entries.first?.question?.options == ["a 100", "b 0"])
    #expect(entries.first?.place.file == "f/items/one.xml")
    #expect(entries.last?.reason.contains("can't be shown") == true)
  }

  /// What an archive tries, and a part of the reason why it is refused.
  static let hostile: [(program: String, reason: String)] = [
    ("z = zipfile.ZipFile('a.zip', 'w'); z.writestr('../a.xml', '<quiz/>'); z.close()", "leads out"),
    ("z = zipfile.ZipFile('a.zip', 'w'); z.writestr('/a.xml', '<quiz/>'); z.close()", "leads out"),
    (
      "z = zipfile.ZipFile('a.zip', 'w'); i = zipfile.ZipInfo('a.xml'); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, '/etc/passwd'); z.close()",
      "the link"
    ),
    (
      "z = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED); z.writestr('a.xml', b'0' * (600 << 20)); z.close()",
      "more than 512 MiB"
    ),
    (
      "z = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED); z.writestr('a.xml', b'<quiz>' + b' ' * (8 << 20)); z.close()\nb = bytearray(open('a.zip', 'rb').read()); p = b.rfind(b'PK\\x01\\x02'); b[p + 24:p + 28] = (100).to_bytes(4, 'little'); open('a.zip', 'wb').write(b)",
      "larger than the archive says"
    ),
    (
      "z = zipfile.ZipFile('a.zip', 'w'); z.writestr('a.xml', '<quiz/>'); z.close()\nb = bytearray(open('a.zip', 'rb').read()); p = b.find(b'<quiz/>'); b[p + 1] ^= 1; open('a.zip', 'wb').write(b)",
      "damaged"
    ),
    ("open('a.zip', 'wb').write(b'PK\\x03\\x04' + b'x' * 100)", "no directory"),
    ("z = zipfile.ZipFile('a.zip', 'w'); z.writestr('readme.txt', 'x'); z.close()", "holds no questions"),
    (
      "z = zipfile.ZipFile('a.zip', 'w'); z.writestr('collection.anki21b', 'x'); z.writestr('collection.anki2', 'x'); z.close()",
      "Support older Anki versions"
    ),
    (
      "z = zipfile.ZipFile('a.zip', 'w'); z.writestr('collection.anki2', 'x' * 5000); z.close()",
      "collection is damaged"
    ),
  ]

  @Test(arguments: hostile) func hostileArchivesAreRefused(program: String, reason: String) throws {
    let bytes = try Self.archive(program)
    let failure = try #require(throws: ImportFailure.self) { try Reading.entries(bytes) }
    #expect(failure.message.contains(reason), "\(failure.message)")
  }

  @Test func decksOfAnkiAreRead() throws {
    let bytes = try Self.archive(
      """
      d = sqlite3.connect('c')
      d.execute('create table col (id integer, models text, decks text)')
      d.execute('create table notes (id integer primary key, guid text, mid integer, tags text, flds text)')
      d.execute('create table cards (id integer primary key, nid integer, did integer, ord integer)')
      d.execute('insert into col values (1, ?, ?)', (json.dumps({'5': {'flds': [{'name': 'Front', 'ord': 0}, {'name': 'Back', 'ord': 1}]}}), json.dumps({'9': {'name': 'Nets::Loss'}})))
      d.execute('insert into notes values (1, "g", 5, " x level-2 ", ?)', ('<b>Which</b> loss?\\x1fhinge',))
      d.execute('insert into cards values (1, 1, 9, 0)')
      d.commit(); d.close()
      z = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED); z.write('c', 'collection.anki2'); z.writestr('media', '{}'); z.close()
      """)
    let question = try #require(try Reading.entries(bytes).first?.question)
    #expect(question.stem == "Which loss?" && question.tags == ["x", "level-2"])
    #expect(question.category == ["Nets", "Loss"])
    #expect(question.task == .text([ImportedAnswer("hinge", weight: 100)], ignoresCase: true))
  }
}
