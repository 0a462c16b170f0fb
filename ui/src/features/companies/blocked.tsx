import { Button, Text } from "@mantine/core";
import { useMe } from "@/features/identity/public/session";
import { dayAndTime } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import styles from "./companies.module.css";
import type { Company } from "./queries";
import { useTakeBlockBack } from "./take-block-back";

type BlockedProps = { company: Company };

/** Says why and since when nobody at a company is worked, and takes that back. */
export function Blocked({ company }: BlockedProps) {
  const { zone } = useMe();
  const takeBack = useTakeBlockBack(company);
  if (!company.blocked) return null;
  const { why, at } = company.blocked;
  return (
    <section className={styles.wait} aria-label={m.companies_blocked_title()}>
      <div>
        <Text fw={600} className={styles.why ?? ""}>
          {m.companies_blocked_title()}
        </Text>
        <Text>
          <bdi>{why}</bdi>, {dayAndTime(at, zone)}
        </Text>
      </div>
      <Button variant="default" onClick={() => void takeBack()}>
        {m.companies_unblock()}
      </Button>
    </section>
  );
}
