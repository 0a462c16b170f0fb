import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { takeBack, touchKey } from "@/features/activities/public/file-touch";
import { useFiled } from "@/features/activities/public/filed";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import {
  aheadQuery,
  type Outcome,
  type OutcomeAhead,
  type PersonAhead,
  type Today,
  type Touch,
  todayQuery,
} from "../queries";
import { inOrder, queueOf, useDone } from "../use-queue";
import {
  type Block,
  endBlock,
  goTo,
  isDone,
  leaveBlock,
  takeLastFromBlock,
  useBlock,
} from "./block";
import { BlockEmpty } from "./block-empty";
import { BlockHead } from "./block-head";
import styles from "./block-page.module.css";
import { BlockSide } from "./block-side";
import { BlockStart } from "./block-start";
import { BlockSummary } from "./block-summary";
import { BlockTouch } from "./block-touch";
import type { Here } from "./caption";
import { FiledLine } from "./filed-line";

/** Many touches without leaving one screen. */
export function BlockPage() {
  const query = useQuery(todayQuery);
  return (
    <FourStates
      query={query}
      screen={m.block_start_title()}
      skeleton={<RowsSkeleton rows={8} height={64} />}
    >
      {(today) => <Opened today={today} />}
    </FourStates>
  );
}

type OpenedProps = { today: Today };

function Opened({ today }: OpenedProps) {
  const block = useBlock();
  const done = useDone();
  const queue = useMemo(() => queueOf(today.touches, done), [today, done]);
  if (block === undefined) return <BlockStart queue={queue} />;
  const left = inOrder(queue.now, block.channel, block.order);
  if (isDone(block)) return <BlockSummary block={block} nLeft={left.length} />;
  return <UnderWay block={block} today={today} left={left} />;
}

type UnderWayProps = { block: Block; today: Today; left: readonly Touch[] };

function UnderWay({ block, today, left }: UnderWayProps) {
  const { zone } = useMe();
  const navigate = useNavigate();
  const filed = useFiled();
  const here: Here = { today: dayIn(zone), zone };
  const ahead = useAhead(here);
  const stayed = today.touches.find((touch) => touchKey(touch) === block.at);
  const shown = stayed ?? left[0];
  const key = shown && touchKey(shown);
  const place = left.findIndex((touch) => touchKey(touch) === key);
  const after = left[place + 1];
  const isFiled = key !== undefined && filed.has(key);

  const go = (to: Touch | undefined) => to && goTo(touchKey(to));
  const undo = () => {
    const last = takeLastFromBlock();
    if (last === undefined) return;
    const label = m.block_taken_back({ name: last.name });
    if (last.beside !== undefined) void takeBack(last.beside, label);
    void takeBack(last.activity, label, last.key);
  };
  const leave = () => {
    if (block.filed.length > 0) endBlock();
    else {
      leaveBlock();
      void navigate({ to: "/" });
    }
  };
  useCommands({
    "block.next": isFiled ? () => goTo(undefined) : () => go(after),
    "block.previous": place > 0 ? () => go(left[place - 1]) : undefined,
    "block.undo": block.filed.length > 0 ? undo : undefined,
    "block.leave": leave,
  });

  if (shown === undefined) {
    return block.filed.length > 0 ? (
      <BlockSummary block={block} nLeft={0} />
    ) : (
      <BlockEmpty onLeave={leave} />
    );
  }
  return (
    <div className={styles.page}>
      <BlockHead block={block} nLeft={left.length} onLeave={leave} />
      <FiledLine last={block.filed.at(-1)} onUndo={undo} />
      <div className={styles.columns}>
        <BlockTouch
          key={key}
          touch={shown}
          outcomes={ahead.get(shown.touch ?? shown.enrollment ?? "") ?? NOTHING}
          here={here}
          isFiled={isFiled}
          after={after && touchKey(after)}
          before={block.taken?.key === key ? block.taken?.extras : undefined}
        />
        <BlockSide touch={shown} next={left.slice(place + 1, place + 4)} here={here} onGo={go} />
      </div>
    </div>
  );
}

const NOTHING: ReadonlyMap<Outcome, OutcomeAhead> = new Map();

/** What each outcome of each touch would do, by the key of the touch; nothing where that was worked out on another day. */
function useAhead(here: Here) {
  const { data } = useQuery(aheadQuery);
  return useMemo(() => {
    const isOfToday = data && dayIn(here.zone, new Date(data.as_of)) === here.today;
    return new Map(isOfToday ? data.touches.map((it) => [keyOf(it), byOutcome(it)]) : []);
  }, [data, here.zone, here.today]);
}

function byOutcome(of: PersonAhead) {
  return new Map(of.outcomes.map((it) => [it.outcome, it]));
}

function keyOf(of: PersonAhead): string {
  return of.touch ?? of.enrollment ?? "";
}
