type Kind = {
  title: string;
  /** What it means, to whom it is shown. */
  explanation: string;
  /** What to do if it was not expected. */
  advice: string;
  /** A person's event that the admins of their organizations see as well, without the address it came from. */
  tellsOrganizations?: true;
};

const define = <const K extends string>(kinds: Record<K, Kind>): Readonly<Record<K, Kind>> => kinds;

/** Everything that counts as a security event. Closed: screens, mails and the API speak of these and no others. */
export const securityEventKinds = define({
  "sign_in.new_country": {
    title: "Signed in from a new country",
    explanation: "The account was signed in to from a country it was not used from before.",
    advice: "If you did not travel or use a VPN, say that it wasn't you and choose a new password.",
    tellsOrganizations: true,
  },
  "sign_in.impossible_travel": {
    title: "Signed in from two places too far apart",
    explanation: "Between two sign-ins lies less time than the journey between their countries takes.",
    advice: "Unless one of them went through a VPN, say that it wasn't you and choose a new password.",
    tellsOrganizations: true,
  },
  "sign_in.many_failures": {
    title: "Many wrong passwords",
    explanation: "A wrong password was tried many times in a row. Those who try have to wait; known devices do not.",
    advice: "If you did not forget your password, someone is guessing. A passkey cannot be guessed.",
  },
  "sign_in.many_networks": {
    title: "Wrong passwords from many places",
    explanation: "Wrong passwords for one account come from many networks, as when a list of leaked ones is tried.",
    advice: "Use a password that you use nowhere else, or a passkey.",
    tellsOrganizations: true,
  },
  "sign_in.many_wrong_codes": {
    title: "Many wrong codes",
    explanation: "Wrong codes were tried many times at the second step. Whoever tries them knows the password.",
    advice: "If it wasn't you, choose a new password at once. A passkey cannot be guessed.",
    tellsOrganizations: true,
  },
  "sign_in.password_spraying": {
    title: "One network tries many accounts",
    explanation: "From one network, wrong passwords were tried at many different accounts. It has to wait.",
    advice: "Block the network at the reverse proxy if it goes on.",
  },
  "abuse.many_refusals": {
    title: "One network is refused very often",
    explanation: "Hundreds of requests from one network were refused within a quarter of an hour.",
    advice: "Block the network at the reverse proxy if it goes on, or find the program that lost its key.",
  },
  "session.disowned": {
    title: "Someone else was signed in",
    explanation: "The owner of the account said of a security event that it wasn't them. Their sessions were ended.",
    advice: "Look through what the account did since in the audit log.",
    tellsOrganizations: true,
  },
  "token.reused": {
    title: "A used token was used again",
    explanation: "A token that is good for one use came twice: it was copied. Everything it led to was revoked.",
    advice: "Sign the application in again. If it happens once more, find out where its token leaks.",
    tellsOrganizations: true,
  },
  "api_key.wrong_network": {
    title: "An API key was used from elsewhere",
    explanation: "A request with a valid API key came from outside the networks the key allows, and was refused.",
    advice: "If the network isn't yours, revoke the key and make a new one.",
  },
  "account.factor_added": {
    title: "A way to sign in was added",
    explanation: "A passkey, an authenticator app or an outside account can sign in from now on.",
    advice: "If it wasn't you, say so, and remove it under Settings › Sign-in.",
  },
  "account.factor_removed": {
    title: "A way to sign in was removed",
    explanation: "A passkey, an authenticator app or an outside account can't sign in any more.",
    advice: "If it wasn't you, say so, and add it again under Settings › Sign-in.",
  },
  "account.recovery_code_used": {
    title: "A recovery code was used",
    explanation: "One of the recovery codes took the place of the second factor. It is spent.",
    advice: "If it wasn't you, say so, and make new codes.",
    tellsOrganizations: true,
  },
  "account.recovery_codes_renewed": {
    title: "New recovery codes were made",
    explanation: "Ten new recovery codes take the place of the old ones, which no longer work.",
    advice: "If it wasn't you, say so, and make new codes.",
  },
  "account.passkey_copied": {
    title: "A passkey may have been copied",
    explanation: "A passkey counted backwards, as a copy of it would. The sign-in was refused.",
    advice: "Remove this passkey and make a new one.",
    tellsOrganizations: true,
  },
  "account.email_changed": {
    title: "The account's address was changed",
    explanation: "Mails and links for the account go to another address from now on.",
    advice: "If it wasn't you, say so and turn to whoever runs this deployment.",
  },
  "organization.ownership_transferred": {
    title: "The organization has another owner",
    explanation: "An owner handed the organization over.",
    advice: "If no one knows of it, turn to whoever runs this deployment.",
  },
  "file.damaged": {
    title: "Stored files are damaged",
    explanation: "A check found contents of files missing or changed in the store. They are no longer given out.",
    advice:
      "Restore the store from a backup, or send the content again. If nobody touched the store, look at its disks.",
  },
  "support.access_granted": {
    title: "The operator may look in",
    explanation: "Someone of the organization let the operator look into it for a limited time.",
    advice: "Take the grant back when help is no longer needed.",
  },
  "egress.host_refused": {
    title: "A call to an unregistered host was held",
    explanation:
      "A provider's adapter turned to a host that the register of processors does not name. Nothing was sent.",
    advice: "Unless the provider's own address changed, look at who changed its connection.",
  },
  "promise.broken": {
    title: "A promise of the policy is broken",
    explanation: "Looking at the running system showed that something is not as the privacy policy says.",
    advice: "Open Trust › Promises, read what was seen, and put it right; the promise is looked at again by itself.",
  },
  "rights_request.overdue": {
    title: "A request about personal data is overdue",
    explanation: "Somebody asked something about their data, and the time the law gives for an answer is over.",
    advice: "Answer it now, under Trust › Requests, and say why it is late.",
  },
  "rights_request.unacknowledged": {
    title: "Somebody was not told that their request came in",
    explanation: "Somebody asked something about their data, and the days to confirm its receipt are over.",
    advice: "Confirm it now, under Trust › Requests, or answer already.",
  },
  "incident.overdue": {
    title: "An authority was not told in time",
    explanation: "An incident was declared, and the hours in which the authority has to know are over.",
    advice: "Tell the authority now, under Trust › Incidents, and say why it is late.",
  },
  "account.reported_minor": {
    title: "An account was reported to be a child's",
    explanation: "Somebody reported it. The account is suspended, and is erased unless the report is lifted.",
    advice: "Decide over it, under Trust › Minors or Operator › Minors.",
  },
  "support.access_used": {
    title: "The operator looked in",
    explanation: "The operator used the access they were given.",
    advice: "What they saw is in the audit log.",
  },
});

export type SecurityEventKind = keyof typeof securityEventKinds;
export const securityEventKindNames = Object.keys(securityEventKinds) as [SecurityEventKind, ...SecurityEventKind[]];
export const severities = ["info", "warning", "critical"] as const;
export type Severity = (typeof severities)[number];
