import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconHandStop } from "@tabler/icons-react";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { minutes, whole } from "@/shared/numbers/format";
import { along, type Draft } from "./draft";
import type { CheckShown, WayOut } from "./queries";
import { refusalOf } from "./refusal-text";

type RefusalProps = {
  draft: Draft;
  check: CheckShown;
  isSaving: boolean;
  /** Saves the recipe as a way out makes it. */
  onTake: (draft: Draft) => void;
  /** Saves it all the same. */
  onOverride: (why: string) => void;
};

/** Why the plan cannot keep a recipe, and what would help. */
export function Refusal({ draft, check, isSaving, onTake, onOverride }: RefusalProps) {
  const [isOverriding, setOverriding] = useState(false);
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title={m.recipes_refused()}
      icon={<IconHandStop aria-hidden="true" />}
    >
      <Stack gap="sm">
        {refusalOf(draft, check).map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
        <Group gap="sm">
          {check.ways_out.map((way) => (
            <Way key={way.kind} {...{ draft, check, way, isSaving, onTake }} />
          ))}
          {!isOverriding && (
            <Button variant="default" onClick={() => setOverriding(true)}>
              {m.recipes_override()}
            </Button>
          )}
        </Group>
        {isOverriding && <Override isSaving={isSaving} onOverride={onOverride} />}
      </Stack>
    </Alert>
  );
}

type WayProps = Omit<RefusalProps, "onOverride"> & { way: WayOut };

function Way({ draft, check, way, isSaving, onTake }: WayProps) {
  if (way.kind === "fewer") {
    const fewer = along(draft, check, way);
    if (fewer === undefined || fewer.ingredients.length === 0) return null;
    return (
      <Button loading={isSaving} onClick={() => onTake(fewer)}>
        {m.recipes_way_fewer({ n: way.a_day.map(whole).join(" + ") })}
      </Button>
    );
  }
  if (way.kind === "minutes") {
    return (
      <PlaceLink to="/plan" button="default">
        {m.recipes_way_minutes({ minutes: minutes(way.a_day) })}
      </PlaceLink>
    );
  }
  return (
    <PlaceLink to="/cadences" button="default">
      {way.touches === 1
        ? m.recipes_way_one_touch()
        : m.recipes_way_shorter({ n: whole(way.touches) })}
    </PlaceLink>
  );
}

type OverrideProps = Pick<RefusalProps, "isSaving" | "onOverride">;

/** Saves against the plan; the why is kept and counted. */
function Override({ isSaving, onOverride }: OverrideProps) {
  const [why, setWhy] = useState("");
  const [isMissing, setMissing] = useState(false);
  const keep = () => {
    if (why.trim() === "") setMissing(true);
    else onOverride(why.trim());
  };
  return (
    <Stack gap="xs" align="flex-start">
      <TextInput
        w="100%"
        maw={520}
        label={m.recipes_override_why()}
        description={m.recipes_override_text()}
        value={why}
        error={isMissing && m.recipes_override_why_missing()}
        onChange={(event) => {
          setWhy(event.currentTarget.value);
          setMissing(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // The form around it would be sent, which is refused again.
          event.preventDefault();
          keep();
        }}
        data-autofocus
      />
      <Button variant="default" loading={isSaving} onClick={keep}>
        {m.recipes_override_save()}
      </Button>
    </Stack>
  );
}
