import { Card, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Wordmark } from "../theme/brand.tsx";
import "./plain-page.css";

interface PlainPageProps {
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
}

/** A page outside the app: signing in, first run, a receipt. */
export function PlainPage({ title, description, footer, wide, children }: PlainPageProps) {
  return (
    <div className="plain-page" data-wide={wide || undefined}>
      <title>{`${title} · Avow`}</title>
      <header>
        <Wordmark />
      </header>
      <main id="main">
        <Card padding="xl" radius="lg">
          <Title order={1} fz={20} lts="-0.01em">
            {title}
          </Title>
          {description && (
            <Text c="dimmed" mt={6} component="div">
              {description}
            </Text>
          )}
          {children && <Stack mt="lg">{children}</Stack>}
        </Card>
        {footer && (
          <Text fz="sm" ta="center" mt="md" component="div">
            {footer}
          </Text>
        )}
      </main>
    </div>
  );
}
