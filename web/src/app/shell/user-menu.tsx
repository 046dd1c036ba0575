import { Avatar, Kbd, Menu, UnstyledButton } from "@mantine/core";
import { IconDownload, IconKeyboard, IconLogout, IconServerCog, IconSettings } from "@tabler/icons-react";
import { MenuItemLink } from "../../design/page/links.tsx";
import { useSignOut } from "../../features/sessions/use-sign-out.ts";
import { useCurrent } from "../../features/workspaces/current.ts";
import { openShortcuts } from "./overlay.ts";

export function UserMenu({ isFolded }: { isFolded: boolean }) {
  const { user, isOperator } = useCurrent();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className="sidebar-link focusable" miw={0} aria-label={`Your menu, ${user.name}`}>
          <Avatar size={22} color="brand" name={user.name} aria-hidden />
          {!isFolded && <span className="ellipsis">{user.name}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuItemLink to="/settings/profile" leftSection={<IconSettings size={15} />}>
          Settings
        </MenuItemLink>
        <MenuItemLink to="/trust/data" leftSection={<IconDownload size={15} />}>
          My data
        </MenuItemLink>
        {isOperator && (
          <MenuItemLink to="/operator/settings" leftSection={<IconServerCog size={15} />}>
            Operator
          </MenuItemLink>
        )}
        <Menu.Item leftSection={<IconKeyboard size={15} />} rightSection={<Kbd>?</Kbd>} onClick={openShortcuts}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
