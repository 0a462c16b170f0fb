/** What somebody says of their work before the first recipe; nothing of it has to be said. */
export type Answers = {
  /** Meetings held a month that they want. */
  meetings?: number;
  /** Calls they make on a normal day. */
  calls?: number;
  /** First e-mails they write on a normal day. */
  emails?: number;
};

/** Goals of a day on the phone. */
export type DayGoals = {
  calls: number;
  conversations: number;
  asks: number;
  /** What the meetings wanted come to; none where nobody said how many. */
  wanted?: {
    meetings: number;
    /** Asks a day that they take. */
    asks: number;
    /** Meetings a month for which the goals are enough: fewer where the calls do not reach so many people. */
    held: number;
  };
};

/** Before somebody has numbers of their own: of fifteen calls four reach the person, and one ask in four leads to a meeting. */
const CALLS = 15;
const REACHED = 4;
const ASKS = 2;
export const ASKS_OF_A_MEETING = 4;
const WORKING_DAYS_A_MONTH = 250 / 12;

/** Goals that follow from what was said; as many as most can keep where nothing was. */
export function dayGoals({ meetings, calls }: Answers): DayGoals {
  if (meetings === undefined) {
    const made = calls ?? CALLS;
    return { calls: made, conversations: reached(made), asks: share(made, ASKS) };
  }
  const needed = Math.ceil((meetings * ASKS_OF_A_MEETING) / WORKING_DAYS_A_MONTH);
  const made = calls ?? Math.max(CALLS, Math.ceil((needed * CALLS) / REACHED));
  const asks = Math.min(needed, reached(made));
  const held =
    asks === needed ? meetings : Math.floor((asks * WORKING_DAYS_A_MONTH) / ASKS_OF_A_MEETING);
  return {
    calls: made,
    conversations: reached(made),
    asks,
    wanted: { meetings, asks: needed, held },
  };
}

function reached(calls: number): number {
  return share(calls, REACHED);
}

/** As many of so many calls as of fifteen; at least one. */
function share(calls: number, ofFifteen: number): number {
  return Math.max(1, Math.round((calls * ofFifteen) / CALLS));
}
