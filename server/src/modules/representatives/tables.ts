import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import { rightsText } from "../../privacy/public.ts";

/** Companies that ask for people under a right of theirs, and the key by which each signs. Names no person. */
export const representatives = table("representatives", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "account", because: "Whoever asks for somebody else is known by the key that was agreed with them." },
  columns: {
    id: plain.id("rep"),
    name: personal.text(rightsText),
    /** How it calls itself in its messages (`agent-id`), and this organization (`business-id`). */
    agent_code: personal.text(rightsText),
    business_code: personal.text(rightsText),
    agent_code_hash: plain.hash().unique(),
    /** Ed25519, as the directory of the Data Rights Protocol has it. */
    verify_key: plain.bytes(),
    /** Its word that an address is the person's is enough; otherwise the person is asked. */
    vouches: plain.bool(),
    /** Of the token that it showed itself to have by a signed message. */
    token_hash: plain.hash().nullable(),
    token_at: plain.time().nullable(),
    added_by: plain.actor(),
    added_at: plain.time(),
  },
  indexes: [
    { on: ["token_hash"], where: "token_hash is not null" },
    { on: ["added_by"], where: "added_by is not null" },
  ],
});

/** Signed messages that were taken, until they would be refused for their age: none is taken twice. */
export const representativeMessages = table("representative_messages", {
  tenant: "organization",
  owner: owns.nobody("It holds hashes of messages, and forgets each within an hour."),
  keep: {
    cls: "none",
    because: "A message that is sent again does nothing.",
    until: { column: "expires_at", days: 0 },
  },
  columns: {
    id: plain.id("rpm"),
    representative_id: plain.ref("representatives"),
    message_hash: plain.hash().unique(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["organization_id", "representative_id"] }, { on: ["expires_at"] }],
});
