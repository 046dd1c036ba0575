import type { Selectable } from "kysely";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { RowTypes } from "../../framework/table.ts";
import { agentKey } from "../agents/public.ts";
import { widgets } from "./tables.ts";
import type { WidgetSettings } from "./accept-origin.ts";

type WidgetRow = Selectable<RowTypes<typeof widgets>>;
export type OpenWidget = Omit<WidgetRow, "settings"> & { settings: WidgetSettings };

export const selectWidgets = ({ db, scope }: Work) =>
  db.of(widgets).selectFrom("widgets").selectAll().where("workspace_id", "=", scope.workspaceId!);

export async function openWidgets(work: Work, rows: readonly WidgetRow[]): Promise<OpenWidget[]> {
  const key = await agentKey(work);
  return rows.map((row) => work.open(widgets, key, row));
}

/**
 * A widget of this workspace, opened.
 * @throws Refusal `request.not_found`
 */
export async function findWidget(work: Work, id: string): Promise<OpenWidget> {
  const row = await selectWidgets(work).where("id", "=", id).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  const [opened] = await openWidgets(work, [row]);
  return opened!;
}
