import type { Module } from "../../framework/endpoint.ts";
import { askDisclosure } from "./ask-disclosure.ts";
import { countDisclosures } from "./count-disclosures.ts";
import { downloadDisclosure } from "./download-disclosure.ts";
import { disclosureErrors } from "./errors.ts";
import { handOut } from "./hand-out.ts";
import { listDisclosures } from "./list-disclosures.ts";
import { onApprovalEnded } from "./on-approval-ended.ts";
import { giveByCase } from "./promises/give-by-case.ts";
import { disclosures } from "./tables.ts";
import { tellSubject } from "./tell-subject.ts";
import { withholdNotice } from "./withhold-notice.ts";

export const disclosuresModule: Module = {
  name: "disclosures",
  tables: [disclosures],
  endpoints: [
    listDisclosures,
    askDisclosure,
    countDisclosures,
    downloadDisclosure,
    handOut,
    tellSubject,
    withholdNotice,
  ],
  reactions: [onApprovalEnded],
  errors: disclosureErrors,
  promises: [giveByCase],
  provides: ["disclosures"],
};
