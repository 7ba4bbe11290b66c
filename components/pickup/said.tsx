import { useTranslations } from 'next-intl';
import { Notice } from '#components/ui/notice.tsx';

type Asked = string | readonly string[] | undefined;

/** What an action that leads back to a list has done, or why it did not; the words come from the address. */
export function Said({ done, problem, count }: { done?: Asked; problem?: Asked; count?: Asked }) {
  const t = useTranslations('province');
  if (typeof done === 'string' && t.has(`done.${done}`)) {
    const known = Number(count);
    return <Notice tone="good" title={t(`done.${done}`, { count: Number.isInteger(known) ? known : 0 })} live />;
  }
  if (typeof problem === 'string' && t.has(`refused.${problem}`)) {
    return <Notice tone="wrong" title={t(`refused.${problem}`, { max: '' })} live />;
  }
  return null;
}
