import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPhoto, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { countOf } from "../../design/format.ts";
import { Empty } from "../../design/states/empty.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ImageConfigurationDialog } from "./image-configuration-dialog.tsx";
import { deleteImageConfiguration, type ImageConfiguration, imageConfigurationsQuery } from "./queries.ts";

/** Saved ways to draw: model, size, number and style under one name. */
export function ImageConfigurationsSection({ mayWrite }: { mayWrite: boolean }) {
  const { organization } = useCurrent();
  const [isMaking, making] = useDisclosure();
  const query = useQuery(imageConfigurationsQuery(organization.id));
  const add = mayWrite && (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={making.open}>
      New way to draw
    </Button>
  );
  return (
    <Section
      title="Images"
      description="How images are drawn, saved under one name: asked for as image: and the name."
      action={add}
    >
      <QueryView query={query}>
        {(found) =>
          found.length === 0 ? (
            <Empty icon={IconPhoto} title="No saved ways to draw">
              Save a model with its size and style once, and every program draws alike.
            </Empty>
          ) : (
            found.map((one) => <ConfigurationRow key={one.id} configuration={one} mayWrite={mayWrite} />)
          )
        }
      </QueryView>
      {isMaking && <ImageConfigurationDialog onClose={making.close} />}
    </Section>
  );
}

interface ConfigurationRowProps {
  configuration: ImageConfiguration;
  mayWrite: boolean;
}

function ConfigurationRow({ configuration, mayWrite }: ConfigurationRowProps) {
  const { asked_as, model, width, height, count, style } = configuration;
  const [isChanging, changing] = useDisclosure();
  const [isDeleting, deleting] = useDisclosure();
  return (
    <Group justify="space-between" py={12} align="flex-start" style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ flex: "1 1 260px", minWidth: 0 }}>
        <Text className="mono" fz="sm" fw={500}>
          {asked_as}
        </Text>
        <Text fz="sm" className="anywhere">
          {model}, {width} × {height}, {countOf(count, "image", "images")}
        </Text>
        {style && (
          <Text fz="sm" c="dimmed" className="anywhere" lineClamp={2}>
            {style}
          </Text>
        )}
      </div>
      {mayWrite && (
        <Group gap="xs">
          <Button size="compact-sm" variant="default" aria-label={`Change ${asked_as}`} onClick={changing.open}>
            Change…
          </Button>
          <Button size="compact-sm" variant="default" aria-label={`Delete ${asked_as}`} onClick={deleting.open}>
            Delete…
          </Button>
        </Group>
      )}
      {isChanging && <ImageConfigurationDialog configuration={configuration} onClose={changing.close} />}
      {isDeleting && <DeleteDialog configuration={configuration} onClose={deleting.close} />}
    </Group>
  );
}

function DeleteDialog({ configuration, onClose }: { configuration: ImageConfiguration; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteImageConfiguration(configuration.id),
    onSuccess: async () => {
      await client.invalidateQueries(imageConfigurationsQuery(organization.id));
      tell(`${configuration.asked_as} is deleted.`);
    },
  });
  return (
    <ConfirmDialog
      title={`Delete ${configuration.asked_as}`}
      action="Delete"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Whoever asks for {configuration.asked_as} is refused from now on.
    </ConfirmDialog>
  );
}
