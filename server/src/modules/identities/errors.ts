import { defineErrors } from "../../framework/errors.ts";

const again = "Start again from the sign-in page.";
const tellAdmin = "Show this page to whoever set the provider up.";

/** Why a sign-in by a provider is refused: one code for each cause, so that a log tells an attack from a wrong setting. */
export const identityErrors = defineErrors("identities", {
  provider_unreachable: {
    status: 422,
    title: "The identity provider did not answer.",
    help: "Try again in a minute, or sign in another way. An admin can test the provider under Settings, Sign-in.",
    retryable: true,
  },
  provider_refused: {
    status: 422,
    title: "The identity provider refused.",
    help: `Check its client id and secret. ${tellAdmin}`,
  },
  answer_malformed: {
    status: 422,
    title: "The identity provider's answer is not OpenID Connect.",
    help: `Check the issuer's address. ${tellAdmin}`,
  },
  issuer_mixed_up: {
    status: 422,
    title: "The answer comes from another provider than the one asked.",
    help: `Somebody may be mixing up two providers. ${again}`,
  },
  issuer_wrong: {
    status: 422,
    title: "The token or the discovery document names another issuer.",
    help: `The issuer has to be written exactly as the provider writes it. ${tellAdmin}`,
  },
  audience_wrong: {
    status: 422,
    title: "The token was made for another application.",
    help: `Compare the client id with the provider's. ${tellAdmin}`,
  },
  nonce_wrong: {
    status: 422,
    title: "The token belongs to another sign-in.",
    help: `It may have been replayed. ${again}`,
  },
  token_expired: {
    status: 422,
    title: "The token has run out.",
    help: `If it happens again, compare the clocks of the provider and of this server. ${again}`,
  },
  token_early: {
    status: 422,
    title: "The token is not valid yet.",
    help: `Compare the clocks of the provider and of this server. ${again}`,
  },
  token_unsigned: {
    status: 422,
    title: "The token is not signed.",
    help: `Set the provider to sign ID tokens by RS256 or ES256. ${tellAdmin}`,
  },
  algorithm_refused: {
    status: 422,
    title: "The token is signed in a way that is not taken.",
    help: `Set the provider to sign ID tokens by RS256 or ES256. ${tellAdmin}`,
  },
  key_unknown: {
    status: 422,
    title: "The token is signed by a key that the provider does not publish.",
    help: `${again} If it stays, the provider's key set is out of date.`,
  },
  signature_wrong: {
    status: 422,
    title: "The token's signature is wrong.",
    help: `The token was changed on its way, or is not the provider's. ${again}`,
  },
  code_spent: {
    status: 422,
    title: "The provider does not know this code, or no longer.",
    help: `A code works once and briefly. ${again}`,
  },
  not_anew: {
    status: 403,
    title: "The provider did not ask you to sign in again.",
    help: "It has to heed prompt=login and send the claim auth_time. Until it does, prove yourself by a passkey, a code or a password: Settings, Security.",
  },
  state_unknown: {
    status: 422,
    title: "No sign-in is waiting for this answer.",
    help: again,
  },
  state_spent: {
    status: 422,
    title: "This answer was used already.",
    help: `An answer works once; if you did not use it, somebody copied it. ${again}`,
  },
  state_expired: {
    status: 422,
    title: "This answer comes too late.",
    help: `A sign-in has to be finished within ten minutes. ${again}`,
  },
  browser_changed: {
    status: 422,
    title: "This answer belongs to another browser.",
    help: `Finish where you began, with cookies allowed. ${again}`,
  },
  email_missing: {
    status: 422,
    title: "The provider did not say your e-mail address.",
    help: `The provider has to send the claim email with the scope email. ${tellAdmin}`,
  },
  email_unverified: {
    status: 422,
    title: "The provider has not verified your e-mail address.",
    help: `Confirm the address at the provider. If it never says so, it has to send the claim email_verified. ${tellAdmin}`,
  },
  domain_not_allowed: {
    status: 403,
    title: "This provider does not speak for your address.",
    help: "Sign in as you usually do and link the provider under Settings, Account; or have an admin prove the domain.",
  },
  membership_needed: {
    status: 403,
    title: "You have no account here yet, and this provider makes none.",
    help: "Ask an admin for an invitation, or to let the provider add members.",
  },
  already_linked: {
    status: 409,
    title: "This identity belongs to another account.",
    help: "Sign in with it, and unlink it there first.",
  },
  last_way_in: {
    status: 409,
    title: "This is the only way you can sign in.",
    help: "Set a password first: sign out and ask for a link to choose one.",
  },
  domain_refused: {
    status: 422,
    title: "This is not a domain of your own.",
    help: "Name the part of your addresses after the @, such as example.com; not one where everybody can have an address.",
  },
  limit_reached: {
    status: 409,
    title: "This organization has the most identity providers it can have.",
    help: "Disconnect one; `facts.limit` is the most.",
  },
  issuer_refused: {
    status: 422,
    title: "This is not the address of an issuer.",
    help: "Use the provider's https address without query, exactly as in its discovery document.",
  },
});
