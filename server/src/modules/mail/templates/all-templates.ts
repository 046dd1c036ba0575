import { addressTaken } from "./address-taken.ts";
import { announceNews } from "./announce-news.ts";
import { approvalWaiting } from "./approval-waiting.ts";
import { budgetReached } from "./budget-reached.ts";
import { confirmEmailChange } from "./confirm-email-change.ts";
import { connectedAppEnded } from "./connections/connected-app-ended.ts";
import { connectionEnded } from "./connections/connection-ended.ts";
import { connectionExpiring } from "./connections/connection-expiring.ts";
import { contentReviewDue } from "./content-review-due.ts";
import { emailChangeBegun } from "./email-change-begun.ts";
import { erasureScheduled } from "./erasure-scheduled.ts";
import { factorChanged } from "./factor-changed.ts";
import { inviteSomebody } from "./invite-somebody.ts";
import { minorReported } from "./rights/minor-reported.ts";
import { organizationErasureScheduled } from "./organization-erasure-scheduled.ts";
import { ownershipOffered } from "./ownership-offered.ts";
import { passwordChanged } from "./password-changed.ts";
import { policyChanges } from "./policy-changes.ts";
import { resetPassword } from "./reset-password.ts";
import { askSubject } from "./rights/ask-subject.ts";
import { confirmRequest } from "./rights/confirm-request.ts";
import { notifyOfIncident } from "./rights/notify-of-incident.ts";
import { remindToAcknowledge } from "./rights/remind-to-acknowledge.ts";
import { requestForwarded } from "./rights/request-forwarded.ts";
import { remindOfDue } from "./rights/remind-of-due.ts";
import { remindOfHold } from "./rights/remind-of-hold.ts";
import { takeoverAnnounced } from "./rights/takeover-announced.ts";
import { tellOfIncident } from "./rights/tell-of-incident.ts";
import { tellNews } from "./rights/tell-news.ts";
import { securityAlert } from "./security-alert.ts";
import type { Template } from "./declare-template.ts";
import { userResumed } from "./user-resumed.ts";
import { userSuspended } from "./user-suspended.ts";
import { verifyEmail } from "./verify-email.ts";
import { webhookDisabled } from "./webhook-disabled.ts";

/** Every mail Avow sends, by the name it is asked for and shown by. */
export const allTemplates = {
  verify_email: verifyEmail,
  address_taken: addressTaken,
  reset_password: resetPassword,
  confirm_email_change: confirmEmailChange,
  email_change_begun: emailChangeBegun,
  password_changed: passwordChanged,
  factor_changed: factorChanged,
  invitation: inviteSomebody,
  erasure_scheduled: erasureScheduled,
  organization_erasure_scheduled: organizationErasureScheduled,
  security_alert: securityAlert,
  ownership_offered: ownershipOffered,
  user_suspended: userSuspended,
  user_resumed: userResumed,
  minor_reported: minorReported,
  budget_reached: budgetReached,
  approval_waiting: approvalWaiting,
  content_review_due: contentReviewDue,
  policy_changes: policyChanges,
  rights_request_confirm: confirmRequest,
  rights_request_on_behalf: askSubject,
  rights_request_news: tellNews,
  rights_request_due: remindOfDue,
  rights_request_forwarded: requestForwarded,
  rights_request_acknowledge: remindToAcknowledge,
  hold_review_due: remindOfHold,
  webhook_disabled: webhookDisabled,
  connection_ended: connectionEnded,
  connection_expiring: connectionExpiring,
  connected_app_ended: connectedAppEnded,
  incident_notice: notifyOfIncident,
  incident_contact_notice: tellOfIncident,
  takeover_announced: takeoverAnnounced,
  announcement: announceNews,
};

export type MailTemplate = keyof typeof allTemplates;
export const mailTemplates = Object.keys(allTemplates) as [MailTemplate, ...MailTemplate[]];

/** What each has to be filled with. */
export type MailFillings = { [T in MailTemplate]: (typeof allTemplates)[T]["example"] };

/** The same, where it does not matter which one it is. */
export const templateOf = (name: MailTemplate): Template<Record<string, string>> =>
  allTemplates[name] as unknown as Template<Record<string, string>>;
