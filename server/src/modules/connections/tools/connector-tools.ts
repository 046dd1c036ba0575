import type { ToolSource } from "../../tools/public.ts";
import { findOffered } from "../connectors-port.ts";
import type { ConnectorTool } from "./declare-reading.ts";
import type { WritingConnectorTool } from "./declare-writing.ts";
import { githubReading } from "./github-reading.ts";
import { githubWriting } from "./github-writing.ts";
import { googleReading, googleWriting } from "./google-reading.ts";
import { slackReading, slackWriting } from "./slack-reading.ts";

/** Those that change something. */
export const connectorWrites: readonly WritingConnectorTool[] = [...githubWriting, ...googleWriting, ...slackWriting];

/** Every tool that needs an account somewhere. */
export const connectorTools: readonly ConnectorTool[] = [
  ...githubReading,
  ...googleReading,
  ...slackReading,
  ...connectorWrites,
];

/** The service that a tool asks; nothing where it is none of these. */
export const serviceOfTool = (name: string): string | undefined =>
  connectorTools.find(({ tool }) => tool.name === name)?.need.service;

/** Of the services that can be connected here; on trial of all, of which nothing leaves that is not connected. Whose account one uses is found out when it is called. */
export const listConnectorTools: ToolSource = {
  name: "connectors",
  list: (work, { isTrial }) =>
    Promise.resolve(
      connectorTools.filter(({ need }) => isTrial || findOffered(work, need.service)).map(({ tool }) => tool),
    ),
};
