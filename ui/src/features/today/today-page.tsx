import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { MovedNotice } from "@/features/activities/public/moved-notice";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { NextUp } from "./next-up";
import { type Today, todayQuery } from "./queries";
import { RecipeStrip } from "./recipe-strip";
import { SidePanel } from "./side-panel";
import { TodayHead } from "./today-head";
import styles from "./today-page.module.css";
import { queueOf, useDone } from "./use-queue";

type TodayPageProps = {
  /** What stands before the work, until it is done. */
  first?: ReactNode;
};

/** The day: what is due, in order, and how much of it is free. */
export function TodayPage({ first }: TodayPageProps) {
  const query = useQuery(todayQuery);
  return (
    <div className={styles.page}>
      <FourStates query={query} skeleton={<RowsSkeleton rows={10} height={60} />}>
        {(today) => <Full today={today} first={first} />}
      </FourStates>
    </div>
  );
}

type FullProps = TodayPageProps & { today: Today };

function Full({ today, first }: FullProps) {
  const queue = queueOf(today.touches, useDone());
  return (
    <>
      <TodayHead today={today} queue={queue} />
      <MovedNotice />
      {first}
      <RecipeStrip />
      <div className={styles.columns}>
        <NextUp today={today} queue={queue} />
        <SidePanel today={today} />
      </div>
    </>
  );
}
