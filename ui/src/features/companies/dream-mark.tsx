import { ActionIcon, Button } from "@mantine/core";
import { IconStar, IconStarFilled } from "@tabler/icons-react";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { type Company, useMarkDream } from "./queries";

type DreamMarkProps = {
  company: Pick<Company, "id" | "name" | "is_dream">;
  /** Draws the mark alone, as in a row. */
  isRow?: true;
};

/** Whether a company is kept in mind for years; a click says so, or takes it back. */
export function DreamMark({ company: { id, name, is_dream }, isRow }: DreamMarkProps) {
  const mark = useMarkDream();
  const toggle = () => {
    const said = is_dream ? m.companies_no_more_dream : m.companies_is_dream;
    void sayWhatCame(mark.mutateAsync({ id, isDream: !is_dream }), () =>
      showMessage(said({ name }), async () => {
        await mark.mutateAsync({ id, isDream: is_dream });
      }),
    );
  };
  const Icon = is_dream ? IconStarFilled : IconStar;
  if (isRow) {
    return (
      <ActionIcon
        variant="subtle"
        color={is_dream ? "pine" : "gray"}
        aria-pressed={is_dream}
        aria-label={m.companies_dream_of({ name })}
        title={m.companies_dream()}
        onClick={toggle}
      >
        <Icon size={18} aria-hidden="true" />
      </ActionIcon>
    );
  }
  return (
    <Button
      variant={is_dream ? "light" : "default"}
      aria-pressed={is_dream}
      leftSection={<Icon size={16} aria-hidden="true" />}
      onClick={toggle}
    >
      {m.companies_dream()}
    </Button>
  );
}
