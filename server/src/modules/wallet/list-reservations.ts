import * as z from "zod";
import { ledgerNames, reservationStates } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";

const reservation = z.object({
  id: z.string(),
  state: z.enum(reservationStates),
  amount: z.int(),
  charged: z.int().nullable(),
  operation_key: z.string(),
  model: z.string().nullable(),
  workspace_id: z.string().nullable(),
  expires_at: z.iso.datetime().describe("When it is given back at the latest, unless its call still runs."),
  created_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});

type Row = Omit<z.infer<typeof reservation>, "expires_at" | "created_at" | "ended_at"> & {
  expires_at: Date;
  created_at: Date;
  ended_at: Date | null;
};

export const listReservations = endpoint({
  method: "GET",
  path: "/wallet/reservations",
  summary: "What was set aside for calls, and what came of it.",
  scope: "organization",
  permission: "wallet.read",
  purpose: "billing",
  input: z.strictObject({ ledger: z.enum(ledgerNames).default("real"), ...pageInput }),
  output: pageOf(reservation),
  async run({ db, scope }, { ledger, limit, cursor }) {
    const rows = await db.query<Row>(
      `select id, state, amount, charged, operation_key, model, workspace_id, expires_at, created_at, ended_at
       from ledger_reservations where organization_id = $1 and ledger = $2 and id < $3 order by id desc limit $4`,
      [scope.organizationId, ledger, readCursor(cursor) ?? "~", limit + 1],
    );
    return toPage(rows.map(present), limit, ({ id }) => id);
  },
});

const present = ({ expires_at, created_at, ended_at, ...row }: Row) => ({
  ...row,
  expires_at: expires_at.toISOString(),
  created_at: created_at.toISOString(),
  ended_at: ended_at?.toISOString() ?? null,
});
