import { ActionIcon, Button, Kbd, Popover } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";

export type StepDeeds = {
  /** Undefined where it cannot go farther. */
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  /** Undefined where there are as many as there may be. */
  onCopy: (() => void) | undefined;
  /** Undefined where it is the only one. */
  onRemove: (() => void) | undefined;
};

type StepMenuProps = StepDeeds & { n: number };

/** What can be done with a touch as a whole. */
export function StepMenu({ n, onUp, onDown, onCopy, onRemove }: StepMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const items = [
    { text: m.cadences_up(), icon: IconArrowUp, deed: onUp, keys: "Alt ↑" },
    { text: m.cadences_down(), icon: IconArrowDown, deed: onDown, keys: "Alt ↓" },
    { text: m.cadences_copy_touch(), icon: IconCopy, deed: onCopy, keys: undefined },
    { text: m.cadences_remove(), icon: IconTrash, deed: onRemove, keys: undefined },
  ];
  return (
    <Popover
      position="bottom-end"
      width={250}
      opened={isOpen}
      onChange={setOpen}
      trapFocus
      returnFocus
      withRoles
    >
      <Popover.Target>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={m.cadences_touch_menu({ n })}
          onClick={() => setOpen(!isOpen)}
        >
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={m.cadences_touch_menu({ n })}>
        {items.map(({ text, icon: Icon, deed, keys }) => (
          <Button
            key={text}
            variant="subtle"
            color="gray"
            fullWidth
            styles={{ section: { flex: "none" }, label: { flex: 1, justifyContent: "flex-start" } }}
            justify="flex-start"
            c={deed === undefined ? "dimmed" : "var(--mantine-color-text)"}
            disabled={deed === undefined}
            leftSection={<Icon size={16} aria-hidden="true" />}
            rightSection={
              keys === undefined ? undefined : (
                <Kbd ml="auto" aria-hidden="true">
                  {keys}
                </Kbd>
              )
            }
            onClick={() => {
              setOpen(false);
              deed?.();
            }}
          >
            {text}
          </Button>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
