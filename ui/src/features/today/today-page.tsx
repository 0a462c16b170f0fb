import { useQuery } from "@tanstack/react-query";
import { MovedNotice } from "@/features/activities/public/moved-notice";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { NextUp } from "./next-up";
import { progressQuery, type Today, todayQuery } from "./queries";
import { RecipeStrip } from "./recipe-strip";
import { SidePanel } from "./side-panel";
import { TodayHead } from "./today-head";
import styles from "./today-page.module.css";
import { queueOf, useDone } from "./use-queue";

/** The day: what is due, in order, and how much of it is free. */
export function TodayPage() {
  const query = useQuery(todayQuery);
  // The recipe stands above the list: what came before it would jump.
  const isRecipeKnown = !useQuery(progressQuery).isPending;
  const data = isRecipeKnown ? query.data : undefined;
  return (
    <div className={styles.page}>
      <FourStates query={{ ...query, data }} skeleton={<RowsSkeleton rows={10} height={60} />}>
        {(today) => <Full today={today} />}
      </FourStates>
    </div>
  );
}

type FullProps = { today: Today };

function Full({ today }: FullProps) {
  const queue = queueOf(today.touches, useDone());
  return (
    <>
      <TodayHead today={today} queue={queue} />
      <MovedNotice />
      <RecipeStrip />
      <div className={styles.columns}>
        <NextUp today={today} queue={queue} />
        <SidePanel today={today} />
      </div>
    </>
  );
}
