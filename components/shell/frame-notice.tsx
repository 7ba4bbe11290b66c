'use client';

import { useEffect, useRef } from 'react';
import { useConnection } from '#components/ui/connection.ts';
import { Icon } from '#components/ui/icon.tsx';
import type { browserWords } from '#lib/i18n/browser-words/index.ts';
import type { Locale } from '#lib/i18n/locales.ts';

interface FrameNoticeProps {
  words: (typeof browserWords)[Locale]['shell'];
  /** Something asked for is still on its way. */
  waiting: boolean;
}

/** Says what keeps a page from going on: no connection, no answer, or one that takes its time. */
export function FrameNotice({ words, waiting }: FrameNoticeProps) {
  const { offline, failed } = useConnection();
  const notice = useRef<HTMLParagraphElement>(null);

  // Whoever tried in vain must meet the reason, wherever on the page they are.
  useEffect(() => {
    if (failed > 0) notice.current?.focus();
  }, [failed]);

  return (
    <div role="status" className="frame-notice">
      {(offline || failed > 0) && (
        <p ref={notice} tabIndex={-1} className="lost">
          <Icon name="attention" className="mt-1 text-attention" />
          {offline ? words.offline : words.unreachable}
        </p>
      )}
      {waiting && <p className="wait">{words.wait}</p>}
    </div>
  );
}
