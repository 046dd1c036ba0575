import type { Subject } from "../../framework/context.ts";

/** What a receipt does not claim: for whoever reads it, and for whoever would rely on more than it says. */
export function limitsOf(kind: Subject["kind"]): string[] {
  const anyone = [
    "Texts that others wrote stay theirs, also where they mention this subject: they are not found by following who owns what.",
    "Conversations that were sent to a model server are also with whoever runs it, as long as they keep them.",
    `Entries in audit logs left a hash that tells nothing of them. Entries of others${kind === "organization" ? "" : ", and the event that tells receivers of this erasure,"} may name the opaque id, which leads nowhere any more.`,
  ];
  if (kind === "organization") return [...anyone, "Members keep their own accounts, and what they did elsewhere."];
  if (kind === "contact")
    return [...anyone, "Another workspace that knows the same person has a contact of its own, which is not touched."];
  return [
    ...anyone,
    "Content written for an organization that goes on belongs to it and stays, without the author's id, until it ends or is reviewed by the organization. On the day named the organization is asked to review it; what it still needs then may stay longer.",
  ];
}
