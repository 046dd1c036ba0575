import { Avatar, Menu, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCheck, IconChevronDown, IconPlus, IconSettings } from "@tabler/icons-react";
import { Fragment } from "react";
import { MenuItemLink } from "../../design/page/links.tsx";
import { useCurrent } from "./current.ts";
import { NewWorkspaceDialog } from "./new-workspace-dialog.tsx";
import { useSwitchWorkspace } from "./use-switch-workspace.ts";
import "./workspace-switcher.css";

export function WorkspaceSwitcher({ isFolded }: { isFolded: boolean }) {
  const { organizations, organization, workspace, can } = useCurrent();
  const switchTo = useSwitchWorkspace();
  const [isCreating, creation] = useDisclosure();
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <UnstyledButton className="switcher focusable" aria-label={`Workspace ${workspace.name}, switch`}>
            <WorkspaceBadge name={workspace.name} size={28} />
            {!isFolded && <Names workspace={workspace.name} organization={organization.name} />}
            {!isFolded && <IconChevronDown size={14} aria-hidden />}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {organizations.map(({ id, name, workspaces }) => (
            <Fragment key={id}>
              <Menu.Label>{name}</Menu.Label>
              {workspaces.map((each) => (
                <Menu.Item
                  key={each.id}
                  leftSection={<WorkspaceBadge name={each.name} size={20} />}
                  rightSection={each.id === workspace.id && <IconCheck size={14} aria-label="current" />}
                  onClick={() => switchTo(each.id)}
                >
                  {each.name}
                </Menu.Item>
              ))}
            </Fragment>
          ))}
          <Menu.Divider />
          {can("workspaces.write") && (
            <Menu.Item leftSection={<IconPlus size={15} />} onClick={creation.open}>
              New workspace
            </Menu.Item>
          )}
          <MenuItemLink to="/settings/organization" leftSection={<IconSettings size={15} />}>
            Organization settings
          </MenuItemLink>
        </Menu.Dropdown>
      </Menu>
      {isCreating && <NewWorkspaceDialog onClose={creation.close} />}
    </>
  );
}

function WorkspaceBadge({ name, size }: { name: string; size: number }) {
  return (
    <Avatar size={size} radius={7} color="brand" variant="filled" aria-hidden>
      {name.slice(0, 1).toUpperCase()}
    </Avatar>
  );
}

function Names({ workspace, organization }: { workspace: string; organization: string }) {
  return (
    <span style={{ flex: 1, minWidth: 0 }}>
      <Text component="span" display="block" fz={13} fw={600} lh={1.3} className="ellipsis">
        {workspace}
      </Text>
      {organization !== workspace && (
        <Text component="span" display="block" fz={11.5} c="dimmed" lh={1.3} className="ellipsis">
          {organization}
        </Text>
      )}
    </span>
  );
}
