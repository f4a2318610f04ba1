/// Numbers names in the order in which they first appear.
///
/// Names are compared as bytes. A million names of a few bytes take about 30 MB, a third of what a dictionary
/// of strings takes, and no memory is allocated to look one up.
struct NameTable {
  private var bytes: [UInt8] = []
  /// For each name, the end of its bytes.
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// Open addressing: the number of a name plus 1; 0 where nothing is.
  private var slots = [UInt32](repeating: 0, count: 1024)

  var count: Int { ends.count }

  /// The number of a name, which is added if it is new.
  mutating func number(of name: UnsafeBufferPointer<UInt8>) -> Int {
    // FNV-1a, mixed once more because the slots use its low bits.
    var hash: UInt32 = 0x811C_9DC5
    for byte in name { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    hash ^= hash >> 15
    hash = hash &* 0x2C1B_3C6D
    hash ^= hash >> 12
    if let known = find(name, hash: hash) { return known }
    if 2 * (count + 1) > slots.count { grow() }
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    hashes.append(hash)
    insert(count - 1)
    return count - 1
  }

  /// The bytes of a name.
  func name(_ number: Int) -> ArraySlice<UInt8> { bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]] }

  /// The text of a name, with a mark for each byte that is no UTF-8.
  func text(_ number: Int) -> String { String(decoding: name(number), as: UTF8.self) }

  private func find(_ name: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int? {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash {
        let start = number == 0 ? 0 : ends[number - 1]
        if ends[number] - start == name.count {
          var index = 0
          while index < name.count, bytes[start + index] == name[index] { index += 1 }
          if index == name.count { return number }
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func insert(_ number: Int) {
    var slot = Int(hashes[number]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(number + 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: 2 * slots.count)
    for number in ends.indices { insert(number) }
  }
}
