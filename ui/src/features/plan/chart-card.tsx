import { Button, Group, Paper, Title } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { copyPicture, pictureOf } from "./copy";
import type { Span, SpanKind } from "./room";

const RoomChart = lazy(() => import("./room-chart").then((it) => ({ default: it.RoomChart })));

/** By which the chart is found where it is copied from. */
const ID = "plan-chart";

type ChartCardProps = { spans: Span[]; kind: SpanKind };

/** The chart of promised and new minutes, which can be copied as a picture. */
export function ChartCard({ spans, kind }: ChartCardProps) {
  const copy = async () => {
    try {
      const picture = await chartPicture();
      if (picture === undefined) return;
      await copyPicture(picture);
      showMessage(m.plan_picture_copied());
    } catch {
      showMessage(m.plan_picture_refused());
    }
  };
  return (
    <Paper withBorder p="md" id={ID}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{m.plan_chart()}</Title>
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconCopy size={16} aria-hidden="true" />}
          onClick={() => void copy()}
        >
          {m.plan_copy_picture()}
        </Button>
      </Group>
      <Suspense fallback={<Loading height={340} />}>
        <RoomChart spans={spans} kind={kind} />
      </Suspense>
    </Paper>
  );
}

/** The chart as a picture; none while it is not drawn. */
export async function chartPicture(): Promise<Blob | undefined> {
  const drawing = document.querySelector<SVGSVGElement>(`#${ID} svg.recharts-surface`);
  return drawing === null ? undefined : pictureOf(drawing);
}
