import {
  ActionIcon,
  type ActionIconProps,
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  Menu,
  type MenuItemProps,
  UnstyledButton,
  type UnstyledButtonProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { Ref } from "react";

type AnchorRef = { ref?: Ref<HTMLAnchorElement> };

/** Mantine's looks for links within the app, with addresses that the compiler checks. */
export const ButtonLink = createLink((props: ButtonProps & AnchorRef) => <Button component="a" {...props} />);

export const ActionIconLink = createLink((props: ActionIconProps & AnchorRef) => (
  <ActionIcon component="a" {...props} />
));

export const AnchorLink = createLink((props: AnchorProps & AnchorRef) => <Anchor fz="sm" {...props} />);

export const MenuItemLink = createLink((props: MenuItemProps & AnchorRef) => <Menu.Item component="a" {...props} />);

export const RowLink = createLink((props: UnstyledButtonProps & AnchorRef) => (
  <UnstyledButton component="a" {...props} />
));
