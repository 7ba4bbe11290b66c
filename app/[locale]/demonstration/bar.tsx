import { connection } from 'next/server';
import { DemonstrationBar } from '#components/shell/demonstration-bar.tsx';
import { isDemonstration, isForDemonstration, loadStory } from '#lib/demo/demonstration.ts';
import { stepClockAction } from './actions.ts';

/** The bar of the demonstration, from the kept row of the clock. Elsewhere nothing, and pages stay prerendered. */
export async function Demonstration({ locale }: { locale: string }) {
  if (!isForDemonstration()) return null;
  await connection();
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
