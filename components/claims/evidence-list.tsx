import { useFormatter, useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Icon } from '#components/ui/icon.tsx';
import type { ClaimFile } from '#lib/claims/review-queries.ts';

interface EvidenceListProps {
  attachments: ClaimFile['attachments'];
  files: string;
}

/**
 * The files that came with a claim, one below the other: images are shown, and open in full; everything can be
 * downloaded.
 */
export function EvidenceList({ attachments, files }: EvidenceListProps) {
  const t = useTranslations('claim-review.evidence');
  const format = useFormatter();
  if (attachments.length === 0) return <EmptyState title={t('none')} />;
  return (
    <ul className="space-y-6">
      {attachments.map(({ id, fileName, mediaType, byteSize }) => (
        <li key={id} className="space-y-2 rounded border border-line p-4">
          {mediaType.startsWith('image/') && (
            <a href={`${files}/${id}?shown`} className="block">
              {/* biome-ignore lint/performance/noImgElement: the optimiser must neither fetch nor keep what only reviewers may see */}
              <img
                src={`${files}/${id}?shown`}
                alt={t('image', { name: fileName })}
                loading="lazy"
                className="max-h-96 min-h-24 w-full bg-ground object-contain"
              />
            </a>
          )}
          <a className="link inline-flex min-h-11 items-center gap-2 break-all" href={`${files}/${id}`} download>
            <Icon name="file" className="shrink-0" />
            {t('download', { name: fileName })}
          </a>
          <p className="text-sm text-soft">
            {mediaType} · {format.number(Math.max(1, Math.round(byteSize / 1000)), { style: 'unit', unit: 'kilobyte' })}
          </p>
        </li>
      ))}
    </ul>
  );
}
