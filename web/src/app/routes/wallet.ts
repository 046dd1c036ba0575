import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "./app.tsx";

const getParentRoute = () => appRoute;

const walletRoute = createRoute({
  getParentRoute,
  path: "/wallet",
  component: lazyRouteComponent(() => import("../../features/wallet/wallet-page.tsx"), "WalletPage"),
});

const transactionsRoute = createRoute({
  getParentRoute,
  path: "/wallet/transactions",
  component: lazyRouteComponent(() => import("../../features/wallet/transactions-page.tsx"), "TransactionsPage"),
});

const usageRoute = createRoute({
  getParentRoute,
  path: "/wallet/usage",
  component: lazyRouteComponent(() => import("../../features/wallet/usage-page.tsx"), "UsagePage"),
});

const budgetsRoute = createRoute({
  getParentRoute,
  path: "/wallet/budgets",
  component: lazyRouteComponent(() => import("../../features/budgets/budgets-page.tsx"), "BudgetsPage"),
});

export const walletRoutes = [walletRoute, transactionsRoute, usageRoute, budgetsRoute];
