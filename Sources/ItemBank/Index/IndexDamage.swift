/// What a damaged index says.
package struct IndexDamage: Error {}
