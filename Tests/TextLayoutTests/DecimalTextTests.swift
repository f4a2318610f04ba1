import Testing
import TextLayout

@Suite struct DecimalTextTests {
  @Test func oneDecimalAndNoneWhereItIsZero() {
    #expect(
      [0, 2, 2.5, 2.04, 2.06, -0.3, -1.5, 1e20].map(DecimalText.short) == [
        "0", "2", "2.5", "2", "2.1", "-0.3", "-1.5", "1e+20",
      ])
  }

  @Test func aColumnKeepsItsDecimals() {
    #expect([0, 2, 2.46, -0.04, -0.06].map(DecimalText.tenths) == ["0.0", "2.0", "2.5", "0.0", "-0.1"])
    #expect(
      DecimalText.fixed(0.005, decimals: 2) == "0.01" && DecimalText.fixed(12.3456, decimals: 3) == "12.346")
    #expect(DecimalText.fixed(2.5, decimals: 0) == "3")
  }

  @Test func whatIsSmallHasTwo() {
    #expect([0.04, 0.4, 0.45, 0.996, 1.25].map(DecimalText.fine) == ["0.04", "0.4", "0.45", "1", "1.3"])
  }

  @Test func whatIsNoNumberIsADash() {
    #expect([Double.nan, .infinity, -.infinity].map(DecimalText.short) == ["–", "–", "–"])
  }
}
