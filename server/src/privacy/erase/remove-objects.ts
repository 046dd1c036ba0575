import { acrossTenants } from "../../framework/database/tenant.ts";
import { forgetNames, unnamed } from "../stored-objects.ts";
import { type Erasure, type Task, takeTurn } from "./run-task.ts";

const batchMax = 100;

/** Removes from the object store what the subject's rows alone named. Out of the store first: a name left over is tried again. */
export async function removeObjects(erasure: Erasure, task: Task): Promise<void> {
  for (;;) {
    const names = await findNames(erasure);
    for (const name of names) await erasure.objects.remove(name);
    const isDone = await takeTurn(erasure, task, async (db) => ({
      rows: await forgetNames(db, erasure.catalogue, names),
      isDone: names.length < batchMax,
    }));
    if (isDone) return;
  }
}

async function findNames({ means, catalogue, subject }: Erasure): Promise<string[]> {
  // No object is noted for a contact: what was attached to talk about one went with the key in its row, and is swept.
  if (subject.kind === "contact") return [];
  const column = subject.kind === "user" ? "user_id" : "organization_id";
  const found = await acrossTenants(means.database, "find a subject's stored objects", (db) =>
    db.query<{ name: string }>(
      `select s.name from stored_objects s where s.${column} = $1 and ${unnamed(catalogue)} order by s.name limit ${batchMax}`,
      [subject.id],
    ),
  );
  return found.map(({ name }) => name);
}
