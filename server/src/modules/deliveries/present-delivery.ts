import * as z from "zod";
import { type Delivery, deliveries, deliveryStates, mayReplay, subjectOfDelivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import {
  describeDeliveryFailure,
  isDeliveryFailureCode,
} from "../../integrations/roles/deliveries/delivery-failure.ts";

export const explanation = z.object({
  title: z.string(),
  help: z.string(),
  whose: z.string().describe("Who can put it right: `us`, `network`, `user` or `provider`."),
});

export const deliveryOutput = z.object({
  id: z.string(),
  kind: z.string(),
  action: z.enum(["send", "retract"]),
  state: z.enum(deliveryStates),
  target: z.string().nullable(),
  about: z.string().nullable().describe("What it carries out, such as an event or a message."),
  recipient: z.string().nullable(),
  priority: z.enum(["first", "normal", "bulk"]),
  sandbox: z.boolean(),
  attempts: z.int(),
  reason: z.string().nullable().describe("Why it failed, waits or was given up: a code."),
  explanation: explanation.nullable().describe("The same in words, with what to do."),
  remote_id: z.string().nullable().describe("What the other side calls it."),
  cost_micros: z.int().nullable(),
  next_at: timeOutput.nullable().describe("When it is looked at next; null once it has ended."),
  expires_at: timeOutput.nullable(),
  created_at: timeOutput,
  ended_at: timeOutput.nullable(),
  replayable: z
    .boolean()
    .describe("Whether it can be sent once more: it has ended, and what it says is kept or can be made anew."),
});

/** Reasons that are not a channel's failure. */
const ownReasons: Record<string, z.input<typeof explanation>> = {
  "deliveries.expired": {
    title: "It was not sent in time.",
    help: "Later it would have been of no use. Send it anew.",
    whose: "us",
  },
  "deliveries.canceled_by_person": {
    title: "Somebody canceled it.",
    help: "Send it once more if that was a mistake.",
    whose: "user",
  },
  "egress.approval_needed": {
    title: "It waits for a person's yes.",
    help: "Somebody who may approve decides under Approvals; then it goes out by itself.",
    whose: "user",
  },
  "deliveries.approval_rejected": {
    title: "Somebody said no to it.",
    help: "Change what it says and send it anew; the approval shows the reason where one was given.",
    whose: "user",
  },
  "deliveries.approval_expired": {
    title: "Nobody approved it in time.",
    help: "Send it once more to ask for approval again.",
    whose: "user",
  },
  "deliveries.recipient_erased": {
    title: "Whom it was for has been erased.",
    help: "Nothing is sent to them any more.",
    whose: "user",
  },
  "deliveries.organization_suspended": {
    title: "The organization is suspended.",
    help: "Nothing leaves until whoever runs this deployment ends that.",
    whose: "us",
  },
  "mail.address_suppressed": {
    title: "Mails to this address came back, or were called spam.",
    help: "Nothing more is written there for half a year. Whoever may steer deliveries lifts that here where the mailbox works; for an address with an account the operator does.",
    whose: "user",
  },
  "mail.bounced": {
    title: "The mail server took it, and it came back.",
    help: "The mailbox does not exist or is full. Ask the person for another address.",
    whose: "user",
  },
  "mail.complained": {
    title: "Whoever got it called it spam.",
    help: "Nothing more of the kind is written there for half a year. Ask them in another way what they want to get.",
    whose: "user",
  },
  "mail.no_server": {
    title: "No mail server is set up.",
    help: "The operator sets one up under AVOW_SMTP_URL. Then ask for it anew.",
    whose: "us",
  },
  "mail.contact_locked": {
    title: "Whom it was for does not want to be written to, or their data is locked.",
    help: "The contact's page says since when. Nothing is sent while that holds.",
    whose: "user",
  },
  "tools.call_gone": {
    title: "The tool call that asked for it is gone.",
    help: "It went with its conversation or its person. Nothing is left to send.",
    whose: "user",
  },
  "mail.not_wanted": {
    title: "Whom it was for does not want mails of this kind.",
    help: "They choose under Settings, Mail.",
    whose: "user",
  },
  "mail.content_gone": {
    title: "Nothing is kept of what it said.",
    help: "Ask for it anew where it came from.",
    whose: "us",
  },
  "mail.not_passed_on": {
    title: "No mail server was set up, and its week is over.",
    help: "The operator can set up a mail server, or pass mails on from the mailbox in time.",
    whose: "us",
  },
  "representatives.removed": {
    title: "The representative it was for was removed.",
    help: "Nothing is told to them any more.",
    whose: "user",
  },
  "representatives.status_outdated": {
    title: "A newer state of the request is on its way.",
    help: "Nothing is lost: the newest word counts.",
    whose: "us",
  },
  "webhooks.endpoint_deleted": {
    title: "Its endpoint was deleted.",
    help: "Nothing is sent there any more.",
    whose: "user",
  },
  "webhooks.endpoint_disabled": {
    title: "Its endpoint was disabled.",
    help: "Enable the endpoint, then recover what it missed.",
    whose: "user",
  },
  "webhooks.event_gone": {
    title: "The event was older than events are kept.",
    help: "Nothing is left to send.",
    whose: "us",
  },
};

/** What a code means, in words a person can act on. */
export function explain(reason: string | null): z.input<typeof explanation> | null {
  if (reason === null) return null;
  if (isDeliveryFailureCode(reason)) {
    const { title, help, whose } = describeDeliveryFailure(reason);
    return { title, help, whose };
  }
  return ownReasons[reason] ?? null;
}

export type StoredDelivery = Delivery & { cost_micros: number | null };

/** Deliveries as they are shown, in the order given; what was sealed for somebody erased since is left out. */
export async function presentDeliveries(
  work: Work,
  rows: readonly StoredDelivery[],
): Promise<z.input<typeof deliveryOutput>[]> {
  return Promise.all(rows.map((row) => presentDelivery(work, row)));
}

export async function presentDelivery(work: Work, row: StoredDelivery): Promise<z.input<typeof deliveryOutput>> {
  const {
    id,
    kind,
    action,
    state,
    target,
    about,
    priority,
    sandbox,
    attempts,
    reason,
    remote_id,
    expires_at,
    created_at,
  } = row;
  return {
    id,
    kind,
    action,
    state,
    target,
    about,
    priority,
    sandbox,
    attempts,
    reason,
    remote_id,
    expires_at,
    created_at,
    recipient: await openRecipient(work, row),
    explanation: explain(reason),
    cost_micros: row.cost_micros,
    next_at: row.ended_at ? null : row.next_at,
    ended_at: row.ended_at,
    replayable: mayReplay(row),
  };
}

async function openRecipient(work: Work, row: StoredDelivery): Promise<string | null> {
  if (!row.recipient) return null;
  const subject = subjectOfDelivery(row);
  const key = (await work.keys.many(subject.kind, [subject.id], "comms_log")).get(subject.id);
  if (!key) return null;
  const { recipient } = work.open(deliveries, key, { id: row.id, recipient: row.recipient } as never) as {
    recipient: string;
  };
  return recipient;
}
