import type { Module } from "../../framework/endpoint.ts";
import { announceSecurityEvent } from "./announce-security-event.job.ts";
import { listOperatorSecurityEvents } from "./list-operator-security-events.ts";
import { listOwnSecurityEvents } from "./list-own-security-events.ts";
import { listSecurityEvents } from "./list-security-events.ts";
import { securityRaised } from "./security-raised.ts";
import { securityEvents } from "./tables.ts";

export const securityEventsModule: Module = {
  name: "security-events",
  tables: [securityEvents],
  endpoints: [listOwnSecurityEvents, listSecurityEvents, listOperatorSecurityEvents],
  jobs: [announceSecurityEvent],
  events: [securityRaised],
};
