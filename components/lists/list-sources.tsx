import { useTranslations } from 'next-intl';
import { useRegisterName } from '#components/registers/contradiction-words.ts';
import type { LinkedFile } from '#lib/registers/link/link-result.ts';

/** The register files a list was decided on, each by its name and the digest of its bytes. */
export function ListSources({ sources }: { sources: readonly LinkedFile[] }) {
  const t = useTranslations('lists');
  const name = useRegisterName();
  if (sources.length === 0) return t('noSources');
  return (
    <ul className="space-y-2">
      {sources.map(({ register, fileName, contentHash }) => (
        <li key={contentHash}>
          {name(register)}: {fileName}
          <br />
          <code className="break-all text-sm text-soft">SHA-256 {contentHash}</code>
        </li>
      ))}
    </ul>
  );
}
