import type { Work } from "../../framework/context.ts";
import { describeModel } from "./catalogue/describe-model.ts";
import { isVendor } from "./provider-kinds.ts";
import { isSandboxModel } from "./read-models.ts";
import { modelServers } from "./tables.ts";

/** Whether a model can be shown pictures. Of one that no list knows, and of those behind a route, it is tried. */
export async function canSee(work: Work, id: string): Promise<boolean> {
  if (isSandboxModel(id)) return false;
  if (id.startsWith("auto:")) return true;
  const slash = id.indexOf("/");
  const [place, model] = [id.slice(0, slash), id.slice(slash + 1)];
  const kind = isVendor(place) ? place : await readKind(work, place);
  return describeModel(`${kind}/${model}`)?.abilities.includes("vision") ?? true;
}

async function readKind(work: Work, id: string): Promise<string | undefined> {
  const row = await work.db
    .of(modelServers)
    .selectFrom("model_servers")
    .select("kind")
    .where("organization_id", "=", work.scope.organizationId!)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.kind;
}
