import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { modelServers } from "./tables.ts";

export const deleteModelServer = endpoint({
  method: "DELETE",
  path: "/model-servers/{model_server_id}",
  summary: "Disconnect a model server and destroy its key.",
  description: "Agents that use one of its models say so until they get another.",
  scope: "organization",
  permission: "models.write",
  stepUp: true,
  purpose: "models",
  status: 204,
  input: z.strictObject({ model_server_id: z.string() }),
  output: nothing,
  audit: { action: "model_server.disconnected", target: (_, { model_server_id }) => model_server_id },
  async run({ db, scope }, { model_server_id }) {
    const gone = await db
      .of(modelServers)
      .deleteFrom("model_servers")
      .where("organization_id", "=", scope.organizationId)
      .where("id", "=", model_server_id)
      .returning("id")
      .execute();
    if (gone.length === 0) throw requestErrors.not_found();
    return {};
  },
});
