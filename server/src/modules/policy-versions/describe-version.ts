import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { VersionRow } from "./find-versions.ts";

export const versionOutput = z.object({
  version: z.int(),
  hash: z.string().describe("SHA-256 of the document's bytes, in hex; sealed into the organization's audit log."),
  is_material: z.boolean().describe("Whether it weakened anything that was promised before."),
  published_at: timeOutput,
  effective_at: timeOutput,
  url: z.string().describe("Where its bytes stay."),
});

export const documentUrl = (origin: string, organizationId: string, version: number): string =>
  `${origin}/api/v1/trust/organizations/${organizationId}/versions/${version}`;

export const describeVersion = (
  row: Omit<VersionRow, "document" | "snapshot" | "id">,
  origin: string,
): z.input<typeof versionOutput> => ({
  version: row.version,
  hash: row.hash,
  is_material: row.is_material,
  published_at: row.published_at,
  effective_at: row.effective_at,
  url: documentUrl(origin, row.organization_id, row.version),
});
