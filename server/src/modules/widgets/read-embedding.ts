import type { App } from "../../framework/app.ts";
import { beforeTenant, lookup, proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { ifThere } from "../conversations/public.ts";
import { findWidget, type OpenWidget } from "./find-widget.ts";

/** What a page of another site gets to know of a widget. */
export type Embedding = Pick<OpenWidget["settings"], "title" | "color" | "language" | "origins"> & { enabled: boolean };

type Place = { organization_id: string; workspace_id: string };
const placeOfWidget = lookup<[string], Place>(
  "place_of_widget",
  "select organization_id, workspace_id from widgets where id = $1",
);

const form = /^wdg_[0-9a-z]{26}$/;

/** A widget, before anybody has proved anything; nothing where there is none. */
export async function readEmbedding(app: App, id: string): Promise<Embedding | undefined> {
  const [place] = form.test(id) ? await beforeTenant(app.database, placeOfWidget, id) : [];
  if (!place) return undefined;
  const scope = proveScope({ organizationId: place.organization_id, workspaceId: place.workspace_id });
  const db = readIn(app.database, scope);
  const principal = { kind: "system", id: "widgets" } as const;
  const work = makeWork(app, { db, principal, purpose: "converse", log: app.log });
  const widget = await ifThere(findWidget(work, id));
  return widget && { ...widget.settings, enabled: widget.enabled };
}
