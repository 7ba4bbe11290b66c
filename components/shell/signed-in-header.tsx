import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { TextLink } from '#components/ui/text-link.tsx';

export interface SignedInHeaderProps {
  /** Name or address of who is signed in. */
  who: string;
  /** What they are here: their role, or the provider they act for. */
  roles: readonly string[];
  /** Where one who may act for several chooses another. */
  chooseHref?: string | undefined;
  locale: string;
  signOut: (formData: FormData) => void | Promise<void>;
}

/** Who is signed in, and the way out; above an area that only they see. */
export function SignedInHeader({ who, roles, chooseHref, locale, signOut }: SignedInHeaderProps) {
  const t = useTranslations('auth.header');
  return (
    <section
      aria-label={t('label')}
      className="no-print mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line border-b pb-3 text-sm"
    >
      <p className="flex min-w-0 items-start gap-2">
        <Icon name="person" className="mt-0.5 text-accent" />
        <span className="min-w-0 break-words">
          {t('as', { who })}
          {roles.length > 0 && <span className="text-soft"> · {roles.join(', ')}</span>}
        </span>
      </p>
      <div className="flex flex-wrap items-center gap-x-4">
        {chooseHref && (
          <TextLink href={chooseHref} className="inline-flex min-h-11 items-center">
            {t('change')}
          </TextLink>
        )}
        <form action={signOut}>
          <input type="hidden" name="locale" value={locale} />
          <Button type="submit" look="quiet">
            {t('signOut')}
          </Button>
        </form>
      </div>
    </section>
  );
}
