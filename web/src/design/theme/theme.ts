import {
  type ActionIconProps,
  type AlertProps,
  type AnchorProps,
  type BadgeProps,
  type ButtonProps,
  type CardProps,
  type CheckboxProps,
  type CloseButtonProps,
  createTheme,
  type DrawerProps,
  type KbdProps,
  type MenuProps,
  type ModalProps,
  type PasswordInputProps,
  type PopoverProps,
  type SelectProps,
  type SwitchProps,
  type TableProps,
  type TextareaProps,
  type TextInputProps,
  type TooltipProps,
} from "@mantine/core";
import { brand, dark, gray, red, teal, yellow } from "./palette.ts";

const fieldDefaults = { size: "sm" } as const;
const closeButtonProps = { "aria-label": "Close" };

/** What a component gets unless it says otherwise; typed here so that the start need not load every component. */
const defaults = <Props>(defaultProps: Partial<Props>) => ({ defaultProps });

export const theme = createTheme({
  primaryColor: "brand",
  primaryShade: { light: 6, dark: 6 },
  colors: { brand, gray, dark, red, teal, yellow },
  autoContrast: true,
  luminanceThreshold: 0.38,
  black: "#1c1a17",
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1.4", sm: "1.5", md: "1.55", lg: "1.6", xl: "1.65" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.35" },
      h2: { fontSize: "0.9375rem", lineHeight: "1.45" },
      h3: { fontSize: "0.875rem", lineHeight: "1.45" },
    },
  },
  defaultRadius: "md",
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  shadows: {
    sm: "0 1px 2px rgb(28 26 23 / 6%)",
    md: "0 4px 16px rgb(28 26 23 / 10%)",
    lg: "0 12px 32px rgb(28 26 23 / 14%)",
    xl: "0 24px 64px rgb(28 26 23 / 22%)",
  },
  components: {
    ActionIcon: defaults<ActionIconProps>({ variant: "subtle", color: "gray", size: 32 }),
    Anchor: defaults<AnchorProps>({ underline: "always" }),
    Alert: defaults<AlertProps>({ variant: "light", radius: "md" }),
    Badge: defaults<BadgeProps>({ variant: "light", size: "md", radius: "sm", tt: "none", fw: 500 }),
    Button: defaults<ButtonProps>({ size: "sm", fw: 500 }),
    Card: defaults<CardProps>({ withBorder: true, padding: "md", radius: "lg" }),
    Checkbox: defaults<CheckboxProps>({ radius: "xs" }),
    CloseButton: defaults<CloseButtonProps & { "aria-label": string }>(closeButtonProps),
    Drawer: defaults<DrawerProps>({ position: "right", closeButtonProps, transitionProps: { duration: 140 } }),
    Kbd: defaults<KbdProps>({ size: "xs" }),
    // Inside its landmark and without the focus placeholder, which is not a child that a menu may have.
    Menu: defaults<MenuProps>({
      shadow: "md",
      position: "bottom-end",
      withinPortal: false,
      withInitialFocusPlaceholder: false,
    }),
    Modal: defaults<ModalProps>({
      radius: "lg",
      centered: true,
      closeButtonProps,
      overlayProps: { backgroundOpacity: 0.4 },
      transitionProps: { duration: 120 },
    }),
    PasswordInput: defaults<PasswordInputProps>({
      ...fieldDefaults,
      visibilityToggleButtonProps: { "aria-label": "Show or hide what you typed" },
    }),
    Popover: defaults<PopoverProps>({ shadow: "md" }),
    // The list itself scrolls, which keyboards and screen readers can reach; a scroll area around it they can't.
    Select: defaults<SelectProps>({
      ...fieldDefaults,
      checkIconPosition: "right",
      withScrollArea: false,
      styles: { options: { maxHeight: 300, overflowY: "auto" } },
    }),
    Switch: defaults<SwitchProps>({ withThumbIndicator: false }),
    Table: defaults<TableProps>({ verticalSpacing: 10, horizontalSpacing: "md", fz: "sm" }),
    TextInput: defaults<TextInputProps>(fieldDefaults),
    Textarea: defaults<TextareaProps>(fieldDefaults),
    Tooltip: defaults<TooltipProps>({ openDelay: 350, fz: "xs", radius: "sm" }),
  },
});
