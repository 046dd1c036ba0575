import type { Module } from "../../framework/endpoint.ts";
import { acknowledgeRightsRequest } from "./acknowledge-rights-request.ts";
import { answerRightsRequest, rightsRequestAnswered } from "./answer-rights-request.ts";
import { rightsRequestErrors } from "./errors.ts";
import { contactCorrected } from "./corrections/correct-everywhere.ts";
import { noteTold } from "./corrections/note-told.ts";
import { onContactGone } from "./corrections/on-contact-gone.ts";
import { corrections } from "./corrections/tables.ts";
import { extendRightsRequest } from "./extend-rights-request.ts";
import { rightsRequestForwarded } from "./forward/forward-request.ts";
import { forwardRightsRequest } from "./forward/forward-rights-request.ts";
import { tellWorkspaces } from "./forward/tell-workspaces.job.ts";
import { getRightsRequest } from "./get-rights-request.ts";
import { confirmIntake, rightsRequestReceived } from "./intake/confirm-intake.ts";
import { createIntake } from "./intake/create-intake.ts";
import { downloadRequestArchive } from "./intake/download-request-archive.ts";
import { followRequest } from "./intake/follow-request.ts";
import { listRightsRequests } from "./list-rights-requests.ts";
import { mailRequest } from "./mail-request.job.ts";
import { askSubject } from "./permissions/ask-subject.ts";
import { downloadPermission } from "./permissions/download-permission.ts";
import { sendPermission } from "./permissions/send-permission.ts";
import { signedPermissions } from "./permissions/tables.ts";
import { answerInTime } from "./promises/answer-in-time.ts";
import { takeIn } from "./promises/take-in.ts";
import { rightsRequests } from "./tables.ts";
import { representedMoved } from "./tell-moved.ts";
import { verifyRightsRequest } from "./verify-rights-request.ts";
import { watchClocks } from "./watch-clocks.job.ts";

export const rightsRequestsModule: Module = {
  name: "rights-requests",
  tables: [rightsRequests, corrections, signedPermissions],
  endpoints: [
    createIntake,
    confirmIntake,
    followRequest,
    downloadRequestArchive,
    sendPermission,
    listRightsRequests,
    getRightsRequest,
    downloadPermission,
    askSubject,
    verifyRightsRequest,
    acknowledgeRightsRequest,
    forwardRightsRequest,
    extendRightsRequest,
    answerRightsRequest,
    noteTold,
  ],
  events: [rightsRequestReceived, rightsRequestForwarded, rightsRequestAnswered, contactCorrected, representedMoved],
  jobs: [mailRequest, tellWorkspaces, watchClocks],
  reactions: [onContactGone],
  errors: rightsRequestErrors,
  promises: [takeIn, answerInTime],
  provides: ["intake", "request_clocks"],
};
