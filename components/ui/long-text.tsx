import { useTranslations } from 'next-intl';
import { PageHeading } from './page-heading.tsx';
import { richText } from './rich-text.tsx';

interface LongTextProps {
  namespace: string;
  /** Keys of the sections, each with a `title` and a `body`. */
  sections: readonly string[];
}

/** A page that is text: a title, a lead and sections, all from one namespace of messages. */
export function LongText({ namespace, sections }: LongTextProps) {
  const t = useTranslations(namespace);
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      {sections.map((section) => (
        <section key={section} aria-labelledby={section} className="prose mt-10">
          <h2 id={section}>{t(`${section}.title`)}</h2>
          {t.rich(`${section}.body`, richText)}
        </section>
      ))}
    </>
  );
}
