import { judge, promise } from "../../../framework/promise.ts";
import { policiesPort } from "../../../egress/public.ts";

/** What people do without asking anybody: see, take along, erase, correct, take back. */
const ways = [
  "POST /privacy-requests",
  "GET /privacy-requests",
  "GET /privacy-requests/{request_id}/archive",
  "POST /privacy-requests/{request_id}/withdraw",
  "PATCH /me",
];

export const letPeopleHelpThemselves = promise("rights.selfservice", {
  enforcedBy: [
    "modules/privacy-requests/create-privacy-request.ts#createPrivacyRequest",
    "modules/accounts/update-me.ts#updateMe",
  ],
  tests: ["server/src/privacy/erase/carry-out-erasure.test.ts", "server/src/privacy/export/write-archive.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const offered = new Map(look.app.endpoints.map((e) => [`${e.method} ${e.path}`, e]));
    const missing = ways.filter((way) => !offered.has(way));
    const byStaff = ways.filter((way) => offered.get(way)?.scope === "operator");
    const scope = (await look.port(policiesPort).read({})).choice("rights.scope");
    return judge(
      { ways: ways.length, for: scope },
      [missing.length === 0, `People cannot do this themselves: ${missing[0] ?? ""}.`],
      [byStaff.length === 0, "Only the operator can do what people should do themselves."],
    );
  },
});
