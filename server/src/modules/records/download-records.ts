import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { readRecords, type Records } from "./read-records.ts";
import { writeCsv } from "./write-csv.ts";

const list = (words: readonly string[]) => words.join("; ");

const tables = {
  processing: ({ processing, operator }: Records) =>
    writeCsv(
      [
        "controller",
        "contact",
        "purpose",
        "legal basis",
        "assessment",
        "subjects",
        "data",
        "recipients",
        "transfers",
        "kept",
        "measures",
      ],
      processing.map((one) => [
        `${operator.name}, ${operator.seat}, ${operator.country}`,
        operator.contact,
        one.says,
        one.basis,
        one.assessment ?? "",
        list(one.subjects),
        list(one.categories),
        list(one.recipients),
        list(one.transfers.map(({ to, country, safeguard }) => `${to}, ${country}: ${safeguard}`)),
        list(one.kept),
        list(one.measures),
      ]),
    ),
  retention: ({ retention }: Records) =>
    writeCsv(
      ["what", "class", "of", "data", "because", "kept", "parameter", "after erasure"],
      retention.map((one) => [
        one.what,
        one.class,
        one.of,
        list(one.categories),
        one.because,
        one.kept,
        one.parameter ?? "",
        one.after_erasure ?? "",
      ]),
    ),
  transfers: ({ transfers }: Records) =>
    writeCsv(
      [
        "recipient",
        "role",
        "purposes",
        "data",
        "country",
        "safeguard",
        "agreement",
        "keeps it",
        "policy",
        "from",
        "nothing goes because",
      ],
      transfers.map((one) => [
        one.recipient,
        one.role,
        list(one.purposes),
        list(one.data_categories),
        one.country,
        one.safeguard ?? "",
        one.agreement ?? "",
        `${one.retention_days} days`,
        one.policy_url,
        one.effective_at?.toISOString() ?? "",
        one.obstacle ?? "",
      ]),
    ),
};

export const downloadRecords = streamEndpoint({
  method: "GET",
  path: "/records/{table}/csv",
  summary: "Download the record of processing, retention or transfers as CSV.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({ table: z.enum(["processing", "retention", "transfers"]) }),
  contentType: "text/csv",
  fileName: ({ table }) => `${table}.csv`,
  async *stream(ctx, { table }) {
    yield tables[table](await readRecords(ctx, ctx.scope.organizationId));
  },
});
