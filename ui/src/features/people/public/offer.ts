import { countsQuery } from "../queries";

/** How many of everybody could be started, and what the others lack. */
export const offerCountsQuery = countsQuery({});
