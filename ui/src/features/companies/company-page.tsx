import { useQuery } from "@tanstack/react-query";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { Blocked } from "./blocked";
import styles from "./companies.module.css";
import { CompanyHead } from "./company-head";
import { CompanyPeople } from "./company-people";
import { CompanyWork } from "./company-work";
import { Held } from "./held";
import { companyQuery } from "./queries";

type CompanyPageProps = { id: string };

/** A company, what happened with it, and the people in it. */
export function CompanyPage({ id }: CompanyPageProps) {
  return (
    <FourStates
      query={useQuery(companyQuery(id))}
      screen={m.companies_company()}
      skeleton={<Loading height={320} />}
    >
      {(seen) => (
        <article className={styles.page}>
          <CompanyHead seen={seen} />
          <Blocked company={seen.company} />
          <Held company={seen.company} />
          <CompanyWork id={id} />
          <CompanyPeople company={seen.company} />
        </article>
      )}
    </FourStates>
  );
}
