import { AppShell } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { LocaleContext } from "../design/locale.ts";
import { NavigationToggle } from "../design/page/navigation-toggle.ts";
import { NoticeBanner } from "../features/policy-versions/notice-banner.tsx";
import { SuspendedNotice } from "../features/organizations/suspended-notice.tsx";
import { Live } from "../features/events/live.ts";
import { TakeoverBanner } from "../features/takeovers/takeover-banner.tsx";
import { useLiveEvents } from "../features/events/use-live-events.ts";
import { useScreenReport } from "../features/users/use-screen-report.ts";
import { SuspendedUserNotice } from "../features/users/suspended-user-notice.tsx";
import { useCurrent } from "../features/workspaces/current.ts";
import { Commands } from "./shell/commands.tsx";
import { Sidebar } from "./shell/sidebar.tsx";
import { SupportNotice } from "../features/support/support-notice.tsx";
import { useSidebarWidth } from "./shell/use-sidebar-width.ts";

const phone = "(max-width: 48em)";

export function Layout() {
  const { user } = useCurrent();
  const { pathname } = useLocation();
  useScreenReport(user.shares_screens);
  const isLive = useLiveEvents();
  const [isMenuOpen, menu] = useDisclosure();
  const isPhone = useMediaQuery(phone, false, { getInitialValueInEffect: false }) ?? false;
  const sidebar = useSidebarWidth();
  const locale = useMemo(() => ({ locale: user.locale, timeZone: user.time_zone }), [user.locale, user.time_zone]);
  const { close } = menu;
  // Going elsewhere closes it.
  useEffect(() => {
    if (pathname) close();
  }, [pathname, close]);

  return (
    <LocaleContext value={locale}>
      <AppShell
        navbar={{ width: sidebar.widthPx, breakpoint: "sm", collapsed: { mobile: !isMenuOpen } }}
        padding={0}
        withBorder={false}
        transitionDuration={0}
      >
        <a href="#main" className="skip-link">
          Skip to content
        </a>
        <Sidebar sidebar={sidebar} isPhone={isPhone} onClose={menu.close} />
        <AppShell.Main id="main" tabIndex={-1} style={{ outline: "none" }}>
          <NavigationToggle value={menu.toggle}>
            <SuspendedUserNotice />
            <SuspendedNotice />
            <SupportNotice />
            <NoticeBanner />
            <TakeoverBanner />
            <Live value={isLive}>
              <Outlet />
            </Live>
          </NavigationToggle>
        </AppShell.Main>
        <Commands onToggleSidebar={sidebar.toggle} />
      </AppShell>
    </LocaleContext>
  );
}
