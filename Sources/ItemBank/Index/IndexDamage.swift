/// The index is damaged.
package struct IndexDamage: Error {}
