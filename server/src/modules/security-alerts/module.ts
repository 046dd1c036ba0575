import type { Module } from "../../framework/endpoint.ts";
import { disownSecurityEvent } from "./disown-security-event.ts";
import { onSecurityRaised } from "./on-security-raised.ts";
import { recognizeSecurityEvent } from "./recognize-security-event.ts";

export const securityAlertsModule: Module = {
  name: "security-alerts",
  endpoints: [recognizeSecurityEvent, disownSecurityEvent],
  reactions: [onSecurityRaised],
};
