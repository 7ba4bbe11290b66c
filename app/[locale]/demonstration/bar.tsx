import { DemonstrationBar } from '#components/shell/demonstration-bar.tsx';
import { isDemonstration, isForDemonstration, loadStory } from '#lib/demo/demonstration.ts';
import { stepClockAction } from './actions.ts';

/**
 * The bar of the demonstration, from the kept row of the clock. Elsewhere nothing. It must not make a page dynamic that
 * the build has prerendered: a demonstration renders those anew all the same (`lib/demo/keep-no-page.ts`).
 */
export async function Demonstration({ locale }: { locale: string }) {
  if (!isForDemonstration()) return null;
  if (!(await isDemonstration())) return null;
  const { now, steps } = await loadStory();
  return (
    <DemonstrationBar
      now={now}
      steps={steps}
      action={stepClockAction}
      locale={locale}
      peopleHref="/demonstration"
      inboxHref={process.env.PORTAL_INBOX_URL}
    />
  );
}
