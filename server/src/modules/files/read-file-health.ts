import { dayMs, later } from "../../framework/clock.ts";
import { type Catalogue, unnamed } from "../../privacy/public.ts";

export type FileHealth = {
  files: number;
  bytes: number;
  damaged: number;
  /** When the file was last read through whose turn is next; nothing where there is none. */
  oldest_check_at: Date | null;
  /** Objects that nothing names, and that the sweep should have removed by now. */
  unnamed: number;
};

/** The sweep leaves what is younger than a day, and runs every hour. */
const sweptWithinMs = 2 * dayMs;

type Ask = <Row extends Record<string, unknown>>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

/** What is known of all contents and their store. @param ask as the role that is shown all rows */
export async function readFileHealth(ask: Ask, catalogue: Catalogue, at: Date): Promise<FileHealth> {
  const [found] = await ask<Omit<FileHealth, "unnamed">>(
    `select count(*)::int as files, coalesce(sum(bytes), 0)::float8 as bytes,
       (count(*) filter (where damaged_at is not null))::int as damaged, min(checked_at) as oldest_check_at
     from (select bytes, damaged_at, checked_at from files where object is not null
       union all select bytes, damaged_at, checked_at from private_files where object is not null
       union all select bytes, damaged_at, checked_at from attachments where object is not null) f`,
    [],
  );
  const [left] = await ask<{ unnamed: number }>(
    `select count(*)::int as unnamed from stored_objects s where s.created_at < $1 and ${unnamed(catalogue)}`,
    [later(at, -sweptWithinMs)],
  );
  return { ...found!, ...left! };
}
