import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';

export interface ListedPerson {
  key: string;
  /** What this person types into the check. */
  number?: { number: string; postcode: string } | undefined;
}

interface PeopleListProps {
  groups: readonly { title: string; people: readonly ListedPerson[] }[];
  /** Receives `person` by an ordinary post. */
  action: string;
}

/** The people of the demonstration, one button each. */
export function PeopleList({ groups, action }: PeopleListProps) {
  const t = useTranslations('demonstration');
  return (
    <form method="post" action={action} className="space-y-8">
      {groups.map(({ title, people }) => (
        <section key={title}>
          <h2 className="mb-2 text-xl">{title}</h2>
          <ul className="border-line border-t">
            {people.map(({ key, number }) => (
              <li
                key={key}
                className="grid gap-x-6 gap-y-2 border-line border-b py-3 sm:grid-cols-[1fr_auto] sm:items-center"
              >
                <div className="min-w-0">
                  <p className="font-semibold">{t(`people.${key}.who`)}</p>
                  <p>{t(`people.${key}.what`)}</p>
                  {number && <p className="text-sm text-soft tabular-nums">{t('number', number)}</p>}
                </div>
                <Button type="submit" look="secondary" name="person" value={key} className="justify-self-start">
                  {t.rich('signIn', {
                    who: t(`people.${key}.who`),
                    hidden: (words) => <span className="sr-only">{words}</span>,
                  })}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </form>
  );
}
