import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { MovedNotice } from "@/features/activities/public/moved-notice";
import { progressQuery } from "@/features/recipes/public/recipe";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { NextUp } from "./next-up";
import { type Today, todayQuery } from "./queries";
import { RecipeStrip } from "./recipe-strip";
import { SidePanel } from "./side-panel";
import { TodayHead } from "./today-head";
import styles from "./today-page.module.css";
import { queueOf, useDone } from "./use-queue";

type TodayPageProps = {
  /**
   * The first steps, until they are done: before the work while there is none, in its place as long as no hours are set, after
   * it otherwise.
   */
  first: (work: ReactNode) => ReactNode;
};

/** The day: what is due, in order, and how much of it is free. */
export function TodayPage({ first }: TodayPageProps) {
  const query = useQuery(todayQuery);
  // The recipe stands above the list: shown after it, it would push away what somebody reads already.
  const { isFetched } = useQuery(progressQuery);
  return (
    <div className={styles.page}>
      <FourStates
        query={isFetched ? query : { ...query, data: undefined, error: null }}
        screen={m.screen_today()}
        skeleton={<RowsSkeleton rows={10} height={60} />}
      >
        {(today) => <Full today={today} first={first} />}
      </FourStates>
    </div>
  );
}

type FullProps = TodayPageProps & { today: Today };

function Full({ today, first }: FullProps) {
  const queue = queueOf(today.touches, useDone());
  const hasWork = today.touches.length > 0;
  const hasHours = !today.no_hours;
  const work = (
    <div className={styles.columns}>
      <NextUp today={today} queue={queue} />
      <SidePanel today={today} />
    </div>
  );
  return (
    <>
      <TodayHead today={today} queue={queue} />
      <MovedNotice />
      <RecipeStrip />
      {!hasWork && first(hasHours ? null : work)}
      {(hasWork || hasHours) && work}
      {hasWork && first(null)}
    </>
  );
}
