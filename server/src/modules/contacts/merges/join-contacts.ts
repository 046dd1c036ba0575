import type { ContactRow } from "../find-contact.ts";
import type { AgeState } from "../tables.ts";

const byStrictness: readonly AgeState[] = ["minor", "verified_adult", "declared_adult", "unknown"];

/** Of one person, what is known outdoes what is not; that they are a minor outdoes all. */
export const joinAges = (one: AgeState, other: AgeState): AgeState =>
  byStrictness.find((state) => state === one || state === other) ?? "unknown";

/** What a contact is once another has become part of it. */
export const joinContacts = (into: ContactRow, other: ContactRow): ContactRow => ({
  ...into,
  name: into.name ?? other.name,
  age_state: joinAges(into.age_state, other.age_state),
});
