import type { Clock } from "../framework/clock.ts";
import type { Decide } from "../framework/request/authorize.ts";
import type { Logger } from "../framework/log.ts";
import { localLimiter } from "../framework/request/rate-limit.ts";
import type { Signals } from "../framework/database/signals.ts";
import type { Database } from "../framework/database/tenant.ts";
import { checkConsentTo, checkContact } from "./check-contact.ts";
import { allDetectors } from "./guardrail/all-detectors.ts";
import { guardEffect } from "./guardrail/guard-effect.ts";
import { guardRequest } from "./guardrail/guard-request.ts";
import type { Gate, ReadContacts, ReadStandings } from "./ports.ts";
import { reserveCall } from "./ledger/reserve-call.ts";
import { watchRunning } from "./watch-running.ts";

type Around = { database: Database; signals: Signals; clock: Clock; log: Logger; decide: Decide };
type Asked = Pick<Gate, "readStanding" | "findRoute" | "tellOfHost"> & {
  readStandings: ReadStandings;
  readContacts: ReadContacts;
  switchChannel: string;
};

/** One workspace's calls must not crowd out the others of this process. */
const turnsOfWorkspace = { perMinute: 600, burst: 200 };

/** The gate of one process. What no module answers yet is answered here, the same for everyone. */
export function openGate(around: Around, asked: Asked): Gate {
  const takeTurn = localLimiter();
  return {
    readStanding: asked.readStanding,
    decide: around.decide,
    // Whoever has an account has declared their age and talks for themselves; contacts bring consent of their own.
    checkConsent: (work, request) => checkContact(work, request, asked.readContacts),
    guard: (work, request) => guardRequest(work, request, allDetectors),
    guardEffect: (work, effect) => guardEffect(work, effect, allDetectors),
    checkConsentTo: (work, contactId, purpose) => checkConsentTo(work, { contactId, purpose }, asked.readContacts),
    findRoute: asked.findRoute,
    tellOfHost: asked.tellOfHost,
    reserve: reserveCall,
    takeTurn: ({ scope, clock }) => void takeTurn(`generate|${scope.workspaceId}`, turnsOfWorkspace, clock.now()),
    running: watchRunning({ ...around, ...asked }),
  };
}
