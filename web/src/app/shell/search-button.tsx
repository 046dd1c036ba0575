import { Kbd, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { modKey } from "../../design/mod-key.ts";
import { openPalette } from "./overlay.ts";

export function SearchButton({ isFolded }: { isFolded: boolean }) {
  return (
    <UnstyledButton
      className="sidebar-search focusable"
      mt={8}
      onClick={openPalette}
      aria-label="Search or run a command"
      style={isFolded ? { justifyContent: "center" } : {}}
    >
      <IconSearch size={15} aria-hidden />
      {!isFolded && (
        <>
          <span style={{ flex: 1 }}>Search</span>
          <Kbd aria-hidden>{modKey}K</Kbd>
        </>
      )}
    </UnstyledButton>
  );
}
