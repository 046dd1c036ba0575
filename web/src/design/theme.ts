import {
  ActionIcon,
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Checkbox,
  CloseButton,
  createTheme,
  Drawer,
  Kbd,
  Menu,
  Modal,
  Popover,
  PasswordInput,
  Select,
  Switch,
  Table,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
} from "@mantine/core";
import { brand, dark, gray, red, teal, yellow } from "./palette.ts";

const fieldDefaults = { size: "sm" } as const;
const closeButtonProps = { "aria-label": "Close" };

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
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: 32 } }),
    Anchor: Anchor.extend({ defaultProps: { underline: "always" } }),
    Alert: Alert.extend({ defaultProps: { variant: "light", radius: "md" } }),
    Badge: Badge.extend({ defaultProps: { variant: "light", size: "md", radius: "sm", tt: "none", fw: 500 } }),
    Button: Button.extend({ defaultProps: { size: "sm", fw: 500 } }),
    Card: Card.extend({ defaultProps: { withBorder: true, padding: "md", radius: "lg" } }),
    Checkbox: Checkbox.extend({ defaultProps: { radius: "xs" } }),
    CloseButton: CloseButton.extend({ defaultProps: closeButtonProps }),
    Drawer: Drawer.extend({
      defaultProps: { position: "right", closeButtonProps, transitionProps: { duration: 140 } },
    }),
    Kbd: Kbd.extend({ defaultProps: { size: "xs" } }),
    Menu: Menu.extend({
      // Inside its landmark and without the focus placeholder, which is not a child that a menu may have.
      defaultProps: { shadow: "md", position: "bottom-end", withinPortal: false, withInitialFocusPlaceholder: false },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: "lg",
        centered: true,
        closeButtonProps,
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { duration: 120 },
      },
    }),
    PasswordInput: PasswordInput.extend({
      defaultProps: { ...fieldDefaults, visibilityToggleButtonProps: { "aria-label": "Show or hide what you typed" } },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: "md" } }),
    Select: Select.extend({
      // The list itself scrolls, which keyboards and screen readers can reach; a scroll area around it they can't.
      defaultProps: {
        ...fieldDefaults,
        checkIconPosition: "right",
        withScrollArea: false,
        styles: { options: { maxHeight: 300, overflowY: "auto" } },
      },
    }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 10, horizontalSpacing: "md", fz: "sm" } }),
    Tabs: Tabs.extend({ defaultProps: { radius: "sm" } }),
    TextInput: TextInput.extend({ defaultProps: fieldDefaults }),
    Textarea: Textarea.extend({ defaultProps: fieldDefaults }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, fz: "xs", radius: "sm" } }),
  },
});
