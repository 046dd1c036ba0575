import type { Module } from "../../framework/endpoint.ts";
import { memberJoined } from "./add-member.ts";
import { memberErrors } from "./errors.ts";
import { inviteMember } from "./invite-member.ts";
import { joinByInvitation } from "./join-by-invitation.ts";
import { knowMembers } from "./know-members.job.ts";
import { listInvitations } from "./list-invitations.ts";
import { listMembers } from "./list-members.ts";
import { listRoles } from "./list-roles.ts";
import { memberRemoved, removeMember } from "./remove-member.ts";
import { invitations, memberships } from "./tables.ts";
import { memberCorrected, tellCorrected } from "./tell-corrected.ts";
import { roleChanged, updateMember } from "./update-member.ts";
import { withdrawInvitation } from "./withdraw-invitation.ts";
import { decideByRule } from "./promises/decide-by-rule.ts";
import { giveEachARole } from "./promises/give-each-a-role.ts";

export const membersModule: Module = {
  name: "members",
  tables: [memberships, invitations],
  endpoints: [
    listRoles,
    listMembers,
    updateMember,
    removeMember,
    listInvitations,
    inviteMember,
    joinByInvitation,
    withdrawInvitation,
  ],
  jobs: [knowMembers],
  events: [memberJoined, roleChanged, memberRemoved, memberCorrected],
  reactions: [tellCorrected],
  errors: memberErrors,
  promises: [giveEachARole, decideByRule],
};
