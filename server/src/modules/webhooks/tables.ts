import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

const sealed = {
  category: "organization.content",
  purposes: ["webhooks", "deliveries"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;

export const endpointStates = ["enabled", "disabled"] as const;

/** Where a workspace wants to be told what happens in it. */
export const webhookEndpoints = table("webhook_endpoints", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "credential", because: "An endpoint is told of events until somebody deletes it." },
  columns: {
    id: plain.id("whe"),
    /** Whoever is told who received what was about them is told its host. */
    url: personal.text({ ...sealed, purposes: [...sealed.purposes, "rights"] }),
    description: personal.text(sealed).nullable(),
    /** Signs what is sent there. Shown once. */
    secret: personal.text({ ...sealed, export: false }),
    /** One before it, as earlier versions of Avow kept it: the rest of its overlap. */
    old_secret: personal.text({ ...sealed, export: false }).nullable(),
    /** When the last of those before signs no more. */
    old_secret_until: plain.time().nullable(),
    /** Private half of a pair, which signs as well: whoever has only the public half can verify, and sign nothing. */
    signing_key: personal.text({ ...sealed, export: false }).nullable(),
    /** What the receiver wants to see besides. */
    headers: personal.json<Record<string, string>>({ ...sealed, export: false }).nullable(),
    /** Types of events, `contact.*` for all of a noun, or `*`. */
    events: plain.words(),
    /** `thin`: ids and codes. `full`: what they are about as well, where the policy allows it. */
    payload: plain.oneOf(["thin", "full"]),
    /** One after the other, in the order they happened. */
    ordered: plain.bool(),
    state: plain.oneOf(endpointStates),
    /** Why it was disabled, where nobody did it by hand. */
    disabled_reason: plain.word().nullable(),
    disabled_at: plain.time().nullable(),
    /** Number of the last event of the organization that was looked at for it. */
    last_sequence: plain.long(),
    created_by: plain.actor(),
    created_at: plain.time(),
    version: plain.int(),
  },
  indexes: [{ on: ["organization_id"], where: "state = 'enabled'" }, { on: ["created_by"] }],
});

/** Secrets that an endpoint had before, each until its overlap is over. */
export const webhookOldSecrets = table("webhook_old_secrets", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: {
    cls: "credential",
    because: "A secret that was changed signs as well until its receiver has the new one.",
    until: { column: "signs_until", days: 0 },
  },
  columns: {
    id: plain.id("wos"),
    webhook_endpoint_id: plain.ref("webhook_endpoints"),
    secret: personal.text({ ...sealed, export: false }),
    signs_until: plain.time(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "webhook_endpoint_id"] }, { on: ["signs_until"] }],
});
