import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import {
  type ComponentProps,
  type ComponentType,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
} from "react";
import { useMe } from "@/features/identity/public/session";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { keep, useKept } from "../kept";
import { stepsDoneQuery } from "../queries";
import type { Steps as Forms } from "../steps";

/**
 * Their forms are loaded while there are steps to take: each later morning goes without them. Where the server went before
 * they came, the day stands without them.
 */
const Steps = lazy<ComponentType<ComponentProps<typeof Forms>>>(async () => {
  const part = await import("../steps").catch(() => undefined);
  return { default: part?.Steps ?? (() => null) };
});

type FirstRunProps = {
  /** What stands there once the steps are away. */
  otherwise: ReactNode;
};

/** The first steps on Today, from people to the first touch, until they are done or put away. */
export function FirstRun({ otherwise }: FirstRunProps) {
  const { member } = useMe();
  const { isAway, skipped } = useKept(member);
  const { data: done, error } = useQuery({ ...stepsDoneQuery, enabled: !isAway });
  const isDone = done?.touch === true;
  useEffect(() => {
    // From now on no morning asks again how far the steps are.
    if (isDone) keep(member, { isAway: true });
  }, [isDone, member]);
  if (isAway || isDone || error !== null) return otherwise;
  if (done === undefined) return null;
  const putAway = () => {
    keep(member, { isAway: true });
    showMessage(m.first_run_away(), () => keep(member, { isAway: false }));
  };
  return (
    <Card
      title={m.first_run_title()}
      lead={m.first_run_lead()}
      aside={
        <Button size="xs" variant="default" onClick={putAway}>
          {m.first_run_put_away()}
        </Button>
      }
    >
      <Suspense>
        <Steps
          done={done}
          skipped={skipped}
          onSkip={(step) => keep(member, { skipped: [...skipped, step] })}
          onTake={(step) => keep(member, { skipped: skipped.filter((it) => it !== step) })}
        />
      </Suspense>
    </Card>
  );
}
