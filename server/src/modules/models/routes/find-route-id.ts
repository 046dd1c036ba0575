import type { Work } from "../../../framework/context.ts";
import { hashRouteName } from "./hash-route-name.ts";
import { routes } from "./tables.ts";

/** No name of a route looks like this: it has no underscore. */
const isId = (asked: string) => asked.startsWith("rte_");

/** A route as calls ask for it: by its name, or by its id. */
export async function findRouteId(work: Work, asked: string): Promise<string | undefined> {
  const query = work.db
    .of(routes)
    .selectFrom("routes")
    .select("id")
    .where("organization_id", "=", work.scope.organizationId!);
  const named = isId(asked) ? query.where("id", "=", asked) : query.where("name_hash", "=", hashRouteName(work, asked));
  return (await named.executeTakeFirst())?.id;
}
