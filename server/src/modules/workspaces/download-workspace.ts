import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { cataloguePort, storedObjectsPort, writeArchive } from "../../privacy/public.ts";
import { loadWorkspace } from "./load-workspace.ts";

export const downloadWorkspace = streamEndpoint({
  method: "GET",
  path: "/workspaces/{workspace_id}/archive",
  summary: "Download everything of a workspace: JSON and CSV with a schema and a page to read.",
  description:
    "Its contacts, agents and files among it, opened; not the talks that members have with agents, which are theirs alone. It is written while you download it and stored nowhere.",
  scope: "organization",
  permission: "workspaces.write",
  purpose: "account",
  rate: "expensive",
  contentType: "application/zip",
  fileName: ({ workspace_id }) => `avow-workspace-${workspace_id.replace(/[^\w-]/g, "")}.zip`,
  input: z.strictObject({ workspace_id: z.string() }),
  audit: { action: "workspace.exported", target: ({ workspace_id }) => workspace_id },
  load: (ctx, { workspace_id }) => loadWorkspace(ctx, workspace_id),
  stream(ctx, { workspace_id }) {
    const subject = { kind: "organization" as const, id: ctx.scope.organizationId };
    const about = { export_id: ctx.newId("exp"), subject, workspace_id, made_at: ctx.at.toISOString() };
    const [catalogue, objects] = [ctx.port(cataloguePort), ctx.port(storedObjectsPort)];
    return writeArchive({ about, means: ctx, catalogue, objects });
  },
});
