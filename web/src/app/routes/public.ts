import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import * as z from "zod/mini";
import { rootRoute } from "./root.tsx";

// A place in this app only: `//host` would lead away to whoever made the link.
const ownPath = z.catch(z.optional(z.string().check(z.regex(/^\/(?![/\\])/))), undefined);

const getParentRoute = () => rootRoute;

export const signInRoute = createRoute({
  getParentRoute,
  path: "/sign-in",
  validateSearch: z.object({ next: ownPath }),
  component: lazyRouteComponent(() => import("../../features/sessions/sign-in-page.tsx"), "SignInPage"),
});

const callbackRoute = createRoute({
  getParentRoute,
  path: "/sign-in/callback",
  component: lazyRouteComponent(() => import("../../features/identities/callback-page.tsx"), "CallbackPage"),
});

const providerNeededRoute = createRoute({
  getParentRoute,
  path: "/sign-in/provider",
  validateSearch: z.object({ next: ownPath }),
  component: lazyRouteComponent(
    () => import("../../features/identities/provider-needed-page.tsx"),
    "ProviderNeededPage",
  ),
});

const oldPolicyRoute = createRoute({
  getParentRoute,
  path: "/policies/$organizationId",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/trust/$organizationId", params });
  },
});

const publicPolicyRoute = createRoute({
  getParentRoute,
  path: "/trust/$organizationId",
  component: lazyRouteComponent(
    () => import("../../features/policy-versions/public-policy-page.tsx"),
    "PublicPolicyPage",
  ),
});

const askRoute = createRoute({
  getParentRoute,
  path: "/policies/$organizationId/request",
  component: lazyRouteComponent(() => import("../../features/rights-requests/ask-page.tsx"), "AskPage"),
});

const followRoute = createRoute({
  getParentRoute,
  path: "/requests",
  component: lazyRouteComponent(() => import("../../features/rights-requests/follow-page.tsx"), "FollowPage"),
});

const signUpRoute = createRoute({
  getParentRoute,
  path: "/sign-up",
  component: lazyRouteComponent(() => import("../../features/users/sign-up-page.tsx"), "SignUpPage"),
});

const verifyEmailRoute = createRoute({
  getParentRoute,
  path: "/verify-email",
  component: lazyRouteComponent(() => import("../../features/users/verify-email-page.tsx"), "VerifyEmailPage"),
});

const approveByLinkRoute = createRoute({
  getParentRoute,
  path: "/approve",
  component: lazyRouteComponent(() => import("../../features/approvals/approve-by-link-page.tsx"), "ApproveByLinkPage"),
});

const emailChangePages = () => import("../../features/users/email-change-pages.tsx");

const confirmEmailChangeRoute = createRoute({
  getParentRoute,
  path: "/confirm-email-change",
  component: lazyRouteComponent(emailChangePages, "ConfirmEmailChangePage"),
});

const undoEmailChangeRoute = createRoute({
  getParentRoute,
  path: "/undo-email-change",
  component: lazyRouteComponent(emailChangePages, "UndoEmailChangePage"),
});

const unsubscribeRoute = createRoute({
  getParentRoute,
  path: "/unsubscribe",
  component: lazyRouteComponent(() => import("../../features/mail/unsubscribe-page.tsx"), "UnsubscribePage"),
});

const forgotPasswordRoute = createRoute({
  getParentRoute,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("../../features/users/forgot-password-page.tsx"), "ForgotPasswordPage"),
});

const resetPasswordRoute = createRoute({
  getParentRoute,
  path: "/reset-password",
  component: lazyRouteComponent(() => import("../../features/users/reset-password-page.tsx"), "ResetPasswordPage"),
});

const acceptInvitationRoute = createRoute({
  getParentRoute,
  path: "/accept-invitation",
  component: lazyRouteComponent(
    () => import("../../features/invitations/accept-invitation-page.tsx"),
    "AcceptInvitationPage",
  ),
});

const welcomeRoute = createRoute({
  getParentRoute,
  path: "/welcome",
  component: lazyRouteComponent(() => import("../../features/welcome/welcome-page.tsx"), "WelcomePage"),
});

const leaveRoute = createRoute({
  getParentRoute,
  path: "/my-data",
  component: lazyRouteComponent(() => import("../../features/privacy-requests/leave-page.tsx"), "LeavePage"),
});

export const receiptRoute = createRoute({
  getParentRoute,
  path: "/receipts/$token",
  component: lazyRouteComponent(() => import("../../features/receipts/receipt-page.tsx"), "ReceiptPage"),
});

const verifyRoute = createRoute({
  getParentRoute,
  path: "/verify",
  component: lazyRouteComponent(() => import("../../features/verify/verify-page.tsx"), "VerifyPage"),
});

export const publicRoutes = [
  oldPolicyRoute,
  publicPolicyRoute,
  askRoute,
  followRoute,
  signInRoute,
  callbackRoute,
  providerNeededRoute,
  signUpRoute,
  verifyEmailRoute,
  approveByLinkRoute,
  confirmEmailChangeRoute,
  undoEmailChangeRoute,
  unsubscribeRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  acceptInvitationRoute,
  welcomeRoute,
  leaveRoute,
  receiptRoute,
  verifyRoute,
];
