import * as z from "zod";
import { minuteMs } from "../../framework/clock.ts";
import { requestErrors } from "../../framework/errors.ts";
import { representativeErrors } from "./errors.ts";
import type { OpenedRepresentative } from "./open-representative.ts";

/** The protocol recommends ten minutes; nothing is remembered for longer than this. */
const lastsMinutesMax = 60;

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** What every signed message says of itself. What else stands in it is for whoever reads it. */
const claims = z.looseObject({
  "agent-id": z.string().max(100),
  "business-id": z.string().max(100),
  "issued-at": time,
  "expires-at": time,
  "drp.version": z.string().max(20),
});
export type Claims = z.output<typeof claims>;

/**
 * In the order of the protocol's section 3.07. The very instants of issuing and of lapsing are in time.
 * @throws Refusal `request.invalid`, or what of it is wrong
 */
export function checkMessage(message: unknown, who: OpenedRepresentative, at: Date): Claims {
  const read = claims.safeParse(message);
  if (!read.success) throw requestErrors.invalid({ path: pathOf(read.error), issue: "missing_or_wrong" });
  const { "agent-id": agent, "business-id": business, "issued-at": issued, "expires-at": expires } = read.data;
  if (agent !== who.agent_code) throw representativeErrors.other_agent();
  if (business !== who.business_code) throw representativeErrors.other_business();
  if (issued > at) throw representativeErrors.not_yet();
  if (expires < at) throw representativeErrors.lapsed();
  if (expires.getTime() - issued.getTime() > lastsMinutesMax * minuteMs)
    throw representativeErrors.lasts_too_long({ minutes: lastsMinutesMax });
  return read.data;
}

const pathOf = ({ issues: [first] }: z.ZodError) => String(first?.path[0] ?? "").slice(0, 60);
